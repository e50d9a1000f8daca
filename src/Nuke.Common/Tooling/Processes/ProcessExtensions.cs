using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Waits for processes and reads their output.</summary>
public static class ProcessExtensions
{
    /// <summary>Waits for the end.</summary>
    /// <exception cref="PipelineException">The timeout passed before; the process and its children were stopped.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled; the process and its children were stopped.</exception>
    public static IProcess AssertWaitForExit([NotNull] this IProcess? process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!process.WaitForExit())
            throw new PipelineException(ToolingErrors.ProcessTimedOut, $"Process '{Path.GetFileName(process.FileName)} {process.Arguments}' took longer than allowed and was stopped. Allow more time with SetProcessExecutionTimeout.");
        return process;
    }

    /// <summary>Waits for the end; an exit code other than 0 is an error.</summary>
    /// <exception cref="ProcessException">The exit code isn't 0.</exception>
    public static IProcess AssertZeroExitCode([NotNull] this IProcess? process)
        => process.AssertWaitForExit().ExitCode == 0 ? process : throw new ProcessException(process);

    /// <summary>Fails when there is a line on standard error.</summary>
    public static IReadOnlyCollection<Output> EnsureOnlyStd(this IReadOnlyCollection<Output> output)
    {
        foreach (var line in output)
        {
            if (line.Type != OutputType.Std)
                throw new PipelineException(ToolingErrors.OutputNotReadable, $"Only standard output was expected, but standard error has '{line.Text}'. Run the tool by hand to see why.");
        }
        return output;
    }

    /// <summary>The lines of standard output as one text.</summary>
    public static string StdToText(this IEnumerable<Output> output)
        => string.Join(Environment.NewLine, output.Where(x => x.Type == OutputType.Std).Select(x => x.Text));

    /// <summary>Standard output read as JSON.</summary>
    public static T StdToJson<T>(this IEnumerable<Output> output)
    {
        var text = output.StdToText();
        try
        {
            return JsonConvert.DeserializeObject<T>(text) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new PipelineException(ToolingErrors.OutputNotReadable, $"The output can't be read as JSON of {typeof(T).Name}: {exception.Message} It starts with '{(text.Length > 200 ? text[..200] : text)}'.", exception);
        }
    }

    /// <summary>Standard output read as a JSON object.</summary>
    public static JObject StdToJson(this IEnumerable<Output> output) => output.StdToJson<JObject>();
}
