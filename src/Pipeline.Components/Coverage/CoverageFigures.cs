using System.Globalization;
using System.Xml;
using Pipeline.Errors;

namespace Pipeline.Components.Coverage;

/// <summary>Coverage of several reports put together: a line is covered if any of them hit it.</summary>
public sealed record CoverageFigures
{
    /// <summary>Lines that can be hit.</summary>
    public required int Lines { get; init; }

    /// <summary>Lines that were.</summary>
    public required int CoveredLines { get; init; }

    /// <summary>Branches that can be taken.</summary>
    public required int Branches { get; init; }

    /// <summary>Branches that were.</summary>
    public required int CoveredBranches { get; init; }

    /// <summary>The same for each assembly, by name.</summary>
    public IReadOnlyDictionary<string, CoverageFigures> Assemblies { get; init; } = new Dictionary<string, CoverageFigures>();

    /// <summary>Covered lines in percent; 0 where there are none.</summary>
    public double LinePercent => Lines == 0 ? 0 : 100.0 * CoveredLines / Lines;

    /// <summary>Covered branches in percent; 100 where there are none.</summary>
    public double BranchPercent => Branches == 0 ? 100 : 100.0 * CoveredBranches / Branches;

    /// <summary>
    /// Reads Cobertura reports (the format of coverlet's collector). Branches of a line are known by number only, so the best report's
    /// count is taken: never more than what one run alone has shown.
    /// </summary>
    /// <exception cref="PipelineException">PIPE2020: a report is no Cobertura XML.</exception>
    public static CoverageFigures Read(IEnumerable<string> reports, IReadOnlyList<string> ignored)
    {
        var assemblies = new SortedDictionary<string, Dictionary<(string File, int Line), LineCoverage>>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            try
            {
                ReadReport(report, ignored, assemblies);
            }
            catch (XmlException exception)
            {
                throw new PipelineException(ComponentErrors.InvalidReport, $"'{report}' is no Cobertura report: {exception.Message} Delete it and run the tests again.", exception);
            }
        }

        var each = assemblies.ToDictionary(x => x.Key, x => Of(x.Value.Values));
        return Of(assemblies.Values.SelectMany(x => x.Values)) with { Assemblies = each };
    }

    private static CoverageFigures Of(IEnumerable<LineCoverage> lines)
    {
        var (count, covered, branches, coveredBranches) = (0, 0, 0, 0);
        foreach (var line in lines)
        {
            count++;
            covered += line.IsHit ? 1 : 0;
            branches += line.Branches;
            coveredBranches += line.CoveredBranches;
        }

        return new CoverageFigures { Lines = count, CoveredLines = covered, Branches = branches, CoveredBranches = coveredBranches };
    }

    private static void ReadReport(string report, IReadOnlyList<string> ignored, SortedDictionary<string, Dictionary<(string File, int Line), LineCoverage>> assemblies)
    {
        using var xml = XmlReader.Create(report, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var (assembly, file, counts, source) = ("", "", false, "");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.Name)
            {
                case "source":
                    source = xml.ReadElementContentAsString();
                    break;
                case "package":
                    assembly = xml.GetAttribute("name") ?? "";
                    break;
                case "class":
                    file = Path.Combine(source, xml.GetAttribute("filename") ?? "").Replace('\\', '/');
                    counts = !ignored.Any(x => x.EndsWith('/') ? file.Contains(x, StringComparison.Ordinal) : file.EndsWith(x, StringComparison.Ordinal));
                    break;
                case "line" when counts:
                    if (!assemblies.TryGetValue(assembly, out var lines))
                        assemblies.Add(assembly, lines = []);
                    var key = (file, int.Parse(xml.GetAttribute("number")!, CultureInfo.InvariantCulture));
                    lines[key] = lines.GetValueOrDefault(key).With(LineCoverage.Of(xml.GetAttribute("hits"), xml.GetAttribute("condition-coverage")));
                    break;
            }
        }
    }

    private readonly record struct LineCoverage(bool IsHit, int Branches, int CoveredBranches)
    {
        /// <summary>From <c>hits="3"</c> and <c>condition-coverage="50% (1/2)"</c>.</summary>
        public static LineCoverage Of(string? hits, string? conditions)
        {
            var open = conditions?.IndexOf('(', StringComparison.Ordinal) ?? -1;
            if (open < 0)
                return new LineCoverage(hits is not (null or "0"), 0, 0);
            var parts = conditions![(open + 1)..].TrimEnd(')').Split('/');
            return new LineCoverage(hits is not (null or "0"), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[0], CultureInfo.InvariantCulture));
        }

        public LineCoverage With(LineCoverage other) =>
            new(IsHit || other.IsHit, Math.Max(Branches, other.Branches), Math.Max(CoveredBranches, other.CoveredBranches));
    }
}
