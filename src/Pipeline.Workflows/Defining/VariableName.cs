using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>The name of an environment variable, of a repository's variable or of a secret: upper-case letters, digits and <c>_</c>.</summary>
public sealed partial record VariableName
{
    // What a shell, the loader or a runtime takes code from: a value in one of these is run, whatever the step says.
    private static readonly string[] s_executed = ["PATH", "ENV", "BASH_ENV", "SHELLOPTS", "PS4", "IFS", "LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "NODE_OPTIONS", "PYTHONSTARTUP", "PERL5OPT", "RUBYOPT", "JAVA_TOOL_OPTIONS", "DOTNET_STARTUP_HOOKS", "ACTIONS_ALLOW_UNSECURE_COMMANDS"];

    /// <summary>A name.</summary>
    /// <exception cref="PipelineException">PIPE9603: GitHub reserves it, or a value in it would be run as code.</exception>
    public VariableName(string text)
    {
        var problem = !Allowed().IsMatch(text) ? "use upper-case letters, digits and _, beginning with a letter or _"
            : text.StartsWith("GITHUB_", StringComparison.Ordinal) || text.StartsWith("RUNNER_", StringComparison.Ordinal) ? "GitHub reserves names that begin with GITHUB_ and RUNNER_"
            : s_executed.Contains(text) ? "what is in it is run as code by shells or runtimes"
            : null;
        Text = problem is null ? text : throw new PipelineException(WorkflowErrors.InvalidName, $"'{text}' can't be a variable of a workflow: {problem}.");
    }

    /// <summary>The name itself.</summary>
    public string Text { get; }

    /// <summary>A name from its text.</summary>
    public static implicit operator VariableName(string text) => new(text);

    /// <summary>The name itself.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]{0,254}\z")]
    private static partial Regex Allowed();
}
