using System.Xml;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>Reads the names out of <c>.sln</c> and <c>.slnx</c> files; a generator can carry no library along.</summary>
internal static class SolutionReader
{
    private static readonly char[] s_separators = ['/', '\\'];

    /// <exception cref="FormatException">The text is no solution.</exception>
    public static SolutionTree Read(string path, string text)
        => path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase) ? ReadXml(text) : SlnReader.Read(text);

    private static SolutionTree ReadXml(string text)
    {
        var root = new SolutionTree(string.Empty);
        var current = root;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "Solution")
                throw new FormatException("the root element is not <Solution>");
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.Name == "Folder")
                    current = EnterFolder(root, reader);
                else if (reader.NodeType == XmlNodeType.EndElement && reader.Name == "Folder")
                    current = root;
                else if (reader.NodeType == XmlNodeType.Element && reader.Name == "Project")
                    current.Projects.Add(ProjectName(reader.GetAttribute("Path") ?? throw new FormatException("a <Project> has no Path"), reader.GetAttribute("DisplayName")));
            }
        }
        catch (XmlException exception)
        {
            throw new FormatException(exception.Message, exception);
        }

        return root;
    }

    // Folders are flat in the file: their names are paths such as /src/libraries/.
    private static SolutionTree EnterFolder(SolutionTree root, XmlReader reader)
    {
        var folder = root;
        foreach (var part in (reader.GetAttribute("Name") ?? string.Empty).Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
            folder = folder.Folder(part);
        return reader.IsEmptyElement ? root : folder;
    }

    /// <summary>A project is known by its file, whatever name the solution shows; only what has no file, a web site, is known by that name.</summary>
    public static string ProjectName(string path, string? displayName)
    {
        if (displayName is { Length: > 0 } && (path.Contains("://") || path.EndsWith("/", StringComparison.Ordinal) || path.EndsWith("\\", StringComparison.Ordinal)))
            return displayName;
        return Path.GetFileNameWithoutExtension(path.Substring(path.LastIndexOfAny(s_separators) + 1));
    }
}
