using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Reading;

/// <summary>A workflow's YAML, whoever wrote it, with the places of everything in it.</summary>
internal sealed class WorkflowDocument
{
    // GitHub's own workflows need a dozen; nodes are loaded by recursion.
    private const int MaxDepth = 100;

    private readonly string[] _lines;

    private WorkflowDocument(YamlMappingNode root, string text)
    {
        Root = root;
        _lines = text.ReplaceLineEndings("\n").Split('\n');
    }

    public YamlMappingNode Root { get; }

    /// <summary>The jobs, with their ids.</summary>
    public IEnumerable<(YamlScalarNode Id, YamlMappingNode Body)> Jobs =>
        Root.Find("jobs") is YamlMappingNode jobs ? jobs.Children.Select(x => (x.Key as YamlScalarNode, x.Value as YamlMappingNode)).Where(x => x.Item1 is not null && x.Item2 is not null).Select(x => (x.Item1!, x.Item2!)) : [];

    /// <summary>The document, or why there is none and where.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WorkflowDocument? document, out string problem, out Mark place)
    {
        (document, problem, place) = (null, "", Mark.Empty);
        try
        {
            if (IsTooDeep(text))
            {
                problem = $"it is nested more than {MaxDepth} levels deep";
                return false;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                document = new WorkflowDocument(root, text);
                return true;
            }

            problem = stream.Documents.Count > 1 ? "it has several documents; GitHub reads one" : "it isn't a mapping with `on` and `jobs`";
        }
        catch (YamlException exception)
        {
            (problem, place) = (exception.InnerException?.Message ?? exception.Message, exception.Start);
        }

        catch (InvalidOperationException)
        {
            // What the scanner throws for some unfinished flow mappings.
            problem = "it isn't YAML";
        }

        return false;
    }

    /// <summary>The text of a line, from 1.</summary>
    public string Line(long number) => number >= 1 && number <= _lines.Length ? _lines[number - 1] : "";

    private static bool IsTooDeep(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > MaxDepth)
                return true;
        }

        return false;
    }
}
