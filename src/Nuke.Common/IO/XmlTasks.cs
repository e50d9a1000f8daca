using System.Text;
using System.Xml;
using System.Xml.Linq;
using Nuke.Common.Utilities;

namespace Nuke.Common.IO;

/// <summary>Reads and changes single values of XML files by XPath. Namespaces are given as prefix and address.</summary>
public static class XmlTasks
{
    /// <summary>The texts of the elements, or the values of the attributes, that match.</summary>
    public static IEnumerable<string> XmlPeek(string path, string xpath, params (string prefix, string uri)[] namespaces)
        => Values(XDocument.Load(path), xpath, namespaces);

    /// <summary>The texts of the elements, or the values of the attributes, that match.</summary>
    public static IEnumerable<string> XmlPeekFromString(string content, string xpath, params (string prefix, string uri)[] namespaces)
        => Values(XDocument.Parse(content), xpath, namespaces);

    /// <summary>The elements that match.</summary>
    public static IEnumerable<XElement> XmlPeekElements(string path, string xpath, params (string prefix, string uri)[] namespaces)
        => XDocument.Load(path).XPathSelectElements(xpath, namespaces);

    /// <summary>The elements that match.</summary>
    public static IEnumerable<XElement> XmlPeekElementsFromString(string content, string xpath, params (string prefix, string uri)[] namespaces)
        => XDocument.Parse(content).XPathSelectElements(xpath, namespaces);

#nullable disable annotations // As in NUKE: null where nothing matches, and builds don't check.
    /// <summary>The one text or value that matches; <c>null</c> if none does.</summary>
    /// <exception cref="ArgumentException">Several match.</exception>
    public static string XmlPeekSingle(string path, string xpath, params (string prefix, string uri)[] namespaces)
        => Single(XmlPeek(path, xpath, namespaces), xpath);

    /// <summary>The one text or value that matches; <c>null</c> if none does.</summary>
    /// <exception cref="ArgumentException">Several match.</exception>
    public static string XmlPeekSingleFromString(string content, string xpath, params (string prefix, string uri)[] namespaces)
        => Single(XmlPeekFromString(content, xpath, namespaces), xpath);
#nullable restore annotations

    /// <summary>Sets the one element or attribute that matches, and writes the file in UTF-8.</summary>
    /// <exception cref="ArgumentException">None or several match.</exception>
    public static void XmlPoke(string path, string xpath, object value, params (string prefix, string uri)[] namespaces)
        => XmlPoke(path, xpath, value, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), namespaces);

    /// <summary>Sets the one element or attribute that matches, and writes the file.</summary>
    /// <exception cref="ArgumentException">None or several match.</exception>
    public static void XmlPoke(string path, string xpath, object value, Encoding encoding, params (string prefix, string uri)[] namespaces)
    {
        var document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        var matches = XNodeExtensions.Select<XObject>(document, xpath, namespaces).ToList();
        Assert.HasSingleItem(matches, $"'{xpath}' should match one element or attribute of '{path}', but matches {matches.Count}");
        if (matches[0] is XAttribute attribute)
            attribute.SetValue(value);
        else
            ((XElement)matches[0]).SetValue(value);

        var settings = new XmlWriterSettings { OmitXmlDeclaration = document.Declaration == null, Encoding = encoding };
        using var writer = XmlWriter.Create(path, settings);
        document.Save(writer);
    }

    private static IEnumerable<string> Values(XDocument document, string xpath, (string Prefix, string Uri)[] namespaces)
    {
        var matches = XNodeExtensions.Select<XObject>(document, xpath, namespaces).ToList();
        Assert.True(
            matches.TrueForAll(x => x is XElement) || matches.TrueForAll(x => x is XAttribute),
            $"'{xpath}' matches elements and attributes alike; make it match one kind");
        return matches.Select(x => x is XAttribute attribute ? attribute.Value : ((XElement)x).Value);
    }

    private static string? Single(IEnumerable<string> values, string xpath)
    {
        var list = values.ToList();
        Assert.True(list.Count <= 1, $"'{xpath}' should match at most once, but matches {list.Count} times");
        return list.SingleOrDefault();
    }
}
