using System.Collections;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace Nuke.Common.Utilities;

/// <summary>XPath over LINQ to XML, with namespaces given as prefix and address.</summary>
public static class XNodeExtensions
{
    /// <summary>The texts of the elements that match.</summary>
    public static IEnumerable<string> XPathSelectElementValues(this XNode node, string query, params (string prefix, string uri)[] namespaces)
        => Select<XElement>(node, query, namespaces).Select(x => x.Value);

    /// <summary>The values of the attributes that match.</summary>
    public static IEnumerable<string> XPathSelectAttributeValues(this XNode node, string query, params (string prefix, string uri)[] namespaces)
        => Select<XAttribute>(node, query, namespaces).Select(x => x.Value);

    /// <summary>The elements that match.</summary>
    public static IEnumerable<XElement> XPathSelectElements(this XNode node, string query, params (string prefix, string uri)[] namespaces)
        => Select<XElement>(node, query, namespaces);

    /// <summary>The attributes that match.</summary>
    public static IEnumerable<XAttribute> XPathSelectAttributes(this XNode node, string query, params (string prefix, string uri)[] namespaces)
        => Select<XAttribute>(node, query, namespaces);

    internal static IEnumerable<T> Select<T>(XNode node, string query, (string Prefix, string Uri)[] namespaces)
        where T : XObject
    {
        var resolver = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, uri) in namespaces)
            resolver.AddNamespace(prefix, uri);
        return ((IEnumerable)node.XPathEvaluate(query, resolver)).OfType<T>();
    }
}
