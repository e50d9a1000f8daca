using System.Xml.Linq;
using System.Xml.Serialization;
using Nuke.Common.IO;

namespace Nuke.Common.Utilities;

/// <summary>XML, by LINQ to XML and the XML serializer.</summary>
public static class XmlExtensions
{
    /// <summary>The object as XML.</summary>
    public static string ToXml<T>(this T obj, SaveOptions options = SaveOptions.None)
    {
        var document = new XDocument();
        using (var writer = document.CreateWriter())
            new XmlSerializer(typeof(T)).Serialize(writer, obj);
        return document.ToString(options);
    }

    /// <summary>The object that the text describes.</summary>
    public static T GetXml<T>(this string content, LoadOptions options = LoadOptions.PreserveWhitespace)
    {
        using var reader = XDocument.Parse(content, options).CreateReader();
        return (T)new XmlSerializer(typeof(T)).Deserialize(reader)!;
    }

    /// <summary>Writes the document to a file, with its declaration if it has one.</summary>
    public static AbsolutePath WriteXml(this AbsolutePath path, XDocument obj, SaveOptions options = SaveOptions.None)
    {
        var text = obj.ToString(options);
        return path.WriteAllText(obj.Declaration is { } declaration ? $"{declaration}\n{text.TrimStart()}" : text);
    }

    /// <summary>Writes the object to a file.</summary>
    public static AbsolutePath WriteXml<T>(this AbsolutePath path, T obj, SaveOptions options = SaveOptions.None)
        => path.WriteAllText(obj.ToXml(options));

    /// <summary>Reads a document from a file.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The file isn't XML (PIPE1007).</exception>
    public static XDocument ReadXml(this AbsolutePath path, LoadOptions options = LoadOptions.PreserveWhitespace)
        => FormatReader.Read(path, "XML", x => XDocument.Parse(x, options));

    /// <summary>Reads an object from a file.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The file isn't XML, or doesn't fit the type (PIPE1007).</exception>
    public static T ReadXml<T>(this AbsolutePath path, LoadOptions options = LoadOptions.PreserveWhitespace)
        => FormatReader.Read(path, "XML", x => x.GetXml<T>(options));

    /// <summary>Reads an object from a file, changes it, and writes it back.</summary>
    public static AbsolutePath UpdateXml<T>(
        this AbsolutePath path,
        Action<T> update,
        LoadOptions loadOptions = LoadOptions.PreserveWhitespace,
        SaveOptions saveOptions = SaveOptions.None)
    {
        var obj = path.ReadXml<T>(loadOptions);
        update(obj);
        return path.WriteXml(obj, saveOptions);
    }

    /// <summary>Reads a document from a file, changes it, and writes it back.</summary>
    public static AbsolutePath UpdateXml(
        this AbsolutePath path,
        Action<XDocument> update,
        LoadOptions loadOptions = LoadOptions.PreserveWhitespace,
        SaveOptions saveOptions = SaveOptions.None)
    {
        var document = path.ReadXml(loadOptions);
        update(document);
        return path.WriteXml(document, saveOptions);
    }
}
