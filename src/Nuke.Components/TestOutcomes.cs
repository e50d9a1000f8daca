using System.Xml;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>How many tests ended how, counted from <c>.trx</c> files.</summary>
internal sealed record TestOutcomes(int Passed, int Failed, int Skipped)
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // Counted one by one: the file's own counters have no right number of skipped tests (microsoft/vstest#1404).
    public static TestOutcomes Read(IEnumerable<AbsolutePath> files)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var file in files)
        {
            using var reader = XmlReader.Create(file);
            while (reader.ReadToFollowing("UnitTestResult", Namespace))
            {
                switch (reader.GetAttribute("outcome"))
                {
                    case "Passed": passed++; break;
                    case "Failed": failed++; break;
                    case "NotExecuted": skipped++; break;
                }
            }
        }

        return new(passed, failed, skipped);
    }
}
