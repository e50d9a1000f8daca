using Pipeline.Errors;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>What a step wrote to <c>GITHUB_OUTPUT</c> or <c>GITHUB_ENV</c>: <c>name=value</c>, or <c>name&lt;&lt;END</c> with lines up to <c>END</c>.</summary>
internal static class CommandFile
{
    /// <exception cref="PipelineException">PIPE9609: a line is neither.</exception>
    public static IReadOnlyList<(string Name, string Value)> Read(string path)
    {
        List<(string Name, string Value)> values = [];
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Length == 0)
                continue;
            var (equals, heredoc) = (line.IndexOf('=', StringComparison.Ordinal), line.IndexOf("<<", StringComparison.Ordinal));
            if (heredoc > 0 && (equals < 0 || heredoc < equals))
            {
                var end = Array.IndexOf(lines, line[(heredoc + 2)..], i + 1);
                if (end < 0)
                    throw new PipelineException(WorkflowErrors.RehearsalFailed, $"A step wrote `{line}`, and no line with `{line[(heredoc + 2)..]}` ends it.");
                values.Add((line[..heredoc], string.Join('\n', lines[(i + 1)..end])));
                i = end;
            }
            else if (equals > 0)
            {
                values.Add((line[..equals], line[(equals + 1)..]));
            }
            else
            {
                throw new PipelineException(WorkflowErrors.RehearsalFailed, $"A step wrote `{line}` as an output or variable. Write name=value.");
            }
        }

        return values;
    }
}
