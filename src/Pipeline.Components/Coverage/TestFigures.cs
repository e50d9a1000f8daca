using System.Xml;
using Pipeline.Errors;

namespace Pipeline.Components.Coverage;

/// <summary>What test runs left in their <c>.trx</c> files.</summary>
public sealed record TestFigures
{
    /// <summary>Tests that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Tests that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Tests that did not run.</summary>
    public required int Skipped { get; init; }

    /// <summary>Why, each reason once.</summary>
    public IReadOnlyList<string> SkipReasons { get; init; } = [];

    /// <summary>Reads Visual Studio test results.</summary>
    /// <exception cref="PipelineException">PIPE2020: a file is no test result.</exception>
    public static TestFigures Read(IEnumerable<string> files)
    {
        var (passed, failed, skipped, reasons) = (0, 0, 0, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var file in files)
        {
            try
            {
                using var xml = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
                while (xml.ReadToFollowing("UnitTestResult"))
                {
                    switch (xml.GetAttribute("outcome"))
                    {
                        case "Passed":
                            passed++;
                            break;
                        case "NotExecuted":
                            skipped++;
                            using (var result = xml.ReadSubtree())
                                reasons.Add(result.ReadToFollowing("Message") ? result.ReadElementContentAsString().Trim() : "no reason given");
                            break;
                        default:
                            failed++;
                            break;
                    }
                }
            }
            catch (XmlException exception)
            {
                throw new PipelineException(ComponentErrors.InvalidReport, $"'{file}' is no test result: {exception.Message} Delete it and run the tests again.", exception);
            }
        }

        return new TestFigures { Passed = passed, Failed = failed, Skipped = skipped, SkipReasons = [.. reasons] };
    }
}
