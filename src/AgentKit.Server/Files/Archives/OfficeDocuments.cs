using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Archives;

/// <summary>Tells Office Open XML documents from other ZIP archives by the parts that they must have (ECMA-376 part 2).</summary>
internal static class OfficeDocuments
{
    public static FileKind KindOf(IReadOnlyList<ZipEntry> entries)
    {
        if (!Has("[Content_Types].xml"))
            return FileKind.Zip;
        if (Has("word/document.xml"))
            return FileKind.Docx;
        if (Has("xl/workbook.xml"))
            return FileKind.Xlsx;
        return Has("ppt/presentation.xml") ? FileKind.Pptx : FileKind.Zip;

        bool Has(string name) => entries.Any(x => x.Name == name);
    }
}
