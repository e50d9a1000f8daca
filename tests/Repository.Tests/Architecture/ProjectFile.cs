using System.Xml.Linq;

namespace Repository.Tests.Architecture;

/// <summary>What a project file says about others.</summary>
internal sealed record ProjectFile
{
    public required string Name { get; init; }

    /// <summary>From the root, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Projects whose assembly it uses, whatever their condition.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Projects that only take part in its compilation (<c>OutputItemType="Analyzer"</c>).</summary>
    public IReadOnlyList<string> Analyzers { get; init; } = [];

    public IReadOnlyList<string> Packages { get; init; } = [];

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The repository's projects. One further down in a test project is a sample: an input of the tests around it.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } = [.. Checkout.Files.Where(x => x.EndsWith(".csproj", StringComparison.Ordinal)).Select(x => Parse(x, Checkout.Read(x))).Where(x => !x.IsTest || x.Folder.Count('/') == 1)];

    public static ProjectFile Parse(string path, string xml)
    {
        var items = XDocument.Parse(xml).Descendants().ToList();
        var references = items.Where(x => x.Name.LocalName == "ProjectReference" && x.Attribute("Include") is not null).ToLookup(IsAnalyzer, NameOf);
        return new ProjectFile
        {
            Name = System.IO.Path.GetFileNameWithoutExtension(path),
            Path = path,
            References = [.. references[false]],
            Analyzers = [.. references[true]],
            Packages = [.. items.Where(x => x.Name.LocalName == "PackageReference").Select(x => x.Attribute("Include")?.Value).OfType<string>()],
        };
    }

    private static bool IsAnalyzer(XElement reference) =>
        reference.Attribute("OutputItemType")?.Value == "Analyzer" && reference.Attribute("ReferenceOutputAssembly")?.Value == "false";

    private static string NameOf(XElement reference) =>
        System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
