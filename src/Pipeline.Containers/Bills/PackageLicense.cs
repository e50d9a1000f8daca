using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Containers.Bills;

/// <summary>What a package's nuspec says of its licence.</summary>
/// <param name="Expression">SPDX: <c>MIT</c>, <c>Apache-2.0 OR MIT</c>; null for a file or address.</param>
/// <param name="Name">The file's name or the address, where there is no expression.</param>
/// <param name="Url">An address; null for none.</param>
internal sealed record PackageLicense(string? Expression, string? Name, string? Url)
{
    /// <summary>Reads a nuspec; null where it says nothing, or can't be read.</summary>
    public static PackageLicense? Read(string nuspec)
    {
        try
        {
            using var reader = XmlReader.Create(nuspec, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var metadata = XDocument.Load(reader).Root?.Elements().FirstOrDefault(x => x.Name.LocalName == "metadata");
            var license = metadata?.Elements().FirstOrDefault(x => x.Name.LocalName == "license");
            var text = license?.Value.Trim();
            if (!string.IsNullOrEmpty(text))
                return (string?)license!.Attribute("type") == "expression" ? new(text, null, null) : new(null, text, null);

            var url = metadata?.Elements().FirstOrDefault(x => x.Name.LocalName == "licenseUrl")?.Value.Trim();
            return string.IsNullOrEmpty(url) || !Uri.IsWellFormedUriString(url, UriKind.Absolute) ? null : new(null, url, url);
        }
        catch (Exception error) when (error is IOException or XmlException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>CycloneDX: an expression stands alone, a named licence in a list.</summary>
    public JsonArray Json()
    {
        if (Expression is not null)
            return new JsonArray(new JsonObject { ["expression"] = Expression });

        var license = new JsonObject { ["name"] = Name };
        if (Url is not null)
            license["url"] = Url;
        return new JsonArray(new JsonObject { ["license"] = license });
    }
}
