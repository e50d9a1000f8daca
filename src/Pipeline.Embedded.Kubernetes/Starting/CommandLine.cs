using System.Globalization;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        An embedded Kubernetes cluster on 127.0.0.1, for development and tests. It is not for production.

          --data DIR             where objects and certificates are kept; default in memory
          --port N               the port; default 0, a free one
          --image NAME=PATH      what an image stands for: a folder with a published application, or an OCI layout; may be given again
          --no-controllers       objects are only stored
          --no-pods              pods stay Pending
          --help                 this text

        When it answers it prints a line with its address and its kubeconfig's path.
        Ctrl+C or SIGTERM stops it and its pods. Exit codes: 0 stopped, 1 failed, 2 wrong options, port or directory.
        """;

    private static readonly ErrorCode[] s_usage = [EmbeddedKubernetesErrors.PortInUse, EmbeddedKubernetesErrors.DirectoryUnusable, EmbeddedKubernetesErrors.DirectoryInUse, EmbeddedKubernetesErrors.BadOption];

    public required EmbeddedClusterOptions Options { get; init; }

    /// <exception cref="PipelineException">BadOption, with all mistakes at once.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var mistakes = new List<string>();
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var options = new EmbeddedClusterOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            switch (name)
            {
                case "--no-controllers":
                    options = options with { RunsControllers = false };
                    continue;
                case "--no-pods":
                    options = options with { RunsPods = false };
                    continue;
                case "--data" or "--port" or "--image":
                    break;
                default:
                    mistakes.Add($"there is no option '{name}'");
                    continue;
            }

            if (++i == arguments.Count || arguments[i].Length == 0 || arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                mistakes.Add($"'{name}' needs a value");
                i--;
                continue;
            }

            var value = arguments[i];
            switch (name)
            {
                case "--data":
                    options = options with { DataDirectory = Path.GetFullPath(value) };
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue:
                    options = options with { Port = port };
                    break;
                case "--port":
                    mistakes.Add($"'--port {value}' is not a number from 0 to 65535");
                    break;
                case "--image" when value.Split('=', 2) is [{ Length: > 0 } image, { Length: > 0 } path]:
                    images[image] = Path.GetFullPath(path);
                    break;
                default:
                    mistakes.Add($"'--image {value}' is not of the form NAME=PATH");
                    break;
            }
        }

        if (mistakes.Count > 0)
            throw new PipelineException(EmbeddedKubernetesErrors.BadOption, $"The options are wrong: {string.Join("; ", mistakes)}. See --help.");
        return new CommandLine { Options = options with { Images = images } };
    }

    public static int ExitCodeOf(PipelineException exception) => Array.IndexOf(s_usage, exception.Code) >= 0 ? 2 : exception.ExitCode;
}
