using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Secrets;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Commands that begin with a colon, as NUKE's global tool has them.</summary>
internal static class BuildCommands
{
    /// <summary><c>:secrets [PROFILE] [NAME]</c> encrypts a parameter file's secrets in place, or asks for one and adds it.</summary>
    public static int Run(string command, ParameterValues values, BuildEdge edge)
    {
        if (!command.Equals("secrets", StringComparison.OrdinalIgnoreCase))
            throw new PipelineException(BuildErrors.UnknownCommand, $"Unknown command ':{command}'. There is :secrets [PROFILE [NAME]].") { ExitCode = 2 };

        var words = values.Engine.CommandArguments;
        var path = SecretFile.PathOf(NukeBuild.RootDirectory!, words.Count > 0 ? words[0] : null);
        var prompt = edge.IsInteractive ? new ConsolePrompt(edge) : null;
        var password = values.TryGet("ParametersKey", out var given) && given is string key
            ? key
            : prompt?.Ask(new ParameterQuestion { Text = $"Password for {path}", IsSecret = true })
                ?? throw new PipelineException(BuildErrors.NoPassword, $"The secrets of {path} need a password. Set NUKE_PARAMETERS_KEY, or run this on a terminal.") { ExitCode = 2 };
        if (words.Count > 1)
        {
            var parameter = values.Parameters.FirstOrDefault(x => x.IsSecret && x.Name.Equals(words[1], StringComparison.OrdinalIgnoreCase))
                ?? throw new PipelineException(BuildErrors.UnknownCommand, $"The build has no secret parameter '{words[1]}'. It has: {string.Join(", ", values.Parameters.Where(x => x is { IsSecret: true, IsBuiltIn: false }).Select(x => x.Name))}.") { ExitCode = 2 };
            var value = prompt?.Ask(new ParameterQuestion { Text = parameter.Name, Description = parameter.Description, IsSecret = true }) ?? (edge.IsInteractive ? null : Console.In.ReadLine());
            if (string.IsNullOrEmpty(value))
                throw new PipelineException(BuildErrors.NoPassword, $"No value was given for '{parameter.Name}'; {path} is unchanged. Type it, or pipe it in.") { ExitCode = 2 };
            SecretFile.Set(path, parameter, value, password);
            edge.Out.WriteLine($"Set {parameter.Name} in {path}.");
            return 0;
        }

        var encrypted = SecretFile.EncryptAll(path, values.Parameters, password);
        edge.Out.WriteLine(encrypted.Count > 0 ? $"Encrypted in {path}: {string.Join(", ", encrypted)}." : $"Nothing to encrypt in {path}: no plain value of a secret parameter is in it.");
        return 0;
    }
}
