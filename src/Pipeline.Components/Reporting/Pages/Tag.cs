using System.Globalization;
using System.Xml.Linq;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Elements of the page. Text stays text: <see cref="Pipeline.Releases.Pages.HtmlWriter"/> escapes all of it.</summary>
internal static class Tag
{
    public static XElement Of(string name, params object?[] content) => new(name, content);

    public static XAttribute With(string name, object value) => new(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    public static XAttribute Class(string name) => new("class", name);

    /// <summary>A section with its heading, which the page's contents lead to.</summary>
    public static XElement Section(string id, string title, params object?[] content) =>
        Of("section", With("id", id), With("aria-labelledby", $"{id}-title"), Of("h2", With("id", $"{id}-title"), title), content);

    /// <summary>A table that scrolls by itself where it is wider than the page. The first cell of a row is its heading.</summary>
    public static XElement Table(string label, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows) =>
        Of("div", Class("scroll"), With("role", "region"), With("aria-label", label), With("tabindex", 0),
            Of("table",
                Of("thead", Of("tr", headings.Select(x => Of("th", With("scope", "col"), x)))),
                Of("tbody", rows.Select(row => Of("tr", row.Select((cell, i) => i == 0 ? Of("th", With("scope", "row"), cell) : Of("td", cell)))))));

    /// <summary>A word in a coloured field. The word says it, the colour repeats it.</summary>
    public static XElement Badge(Tone tone, string word) => Of("span", Class($"badge {tone.ToString().ToLowerInvariant()}"), word);

    public static XElement Code(string text) => Of("code", text);

    public static XElement Paragraph(params object?[] content) => Of("p", content);

    public static XElement Soft(params object?[] content) => Of("p", Class("soft"), content);

    /// <summary>A point in time, UTC.</summary>
    public static XElement Time(DateTimeOffset at) =>
        Of("time", With("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>A link only where the address leads to the web; else the text alone.</summary>
    public static object Link(string? address, string text) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? Of("a", With("href", uri.AbsoluteUri), With("rel", "noreferrer"), text)
            : text;

    /// <summary>A link to a file of the output, from the page's place in it.</summary>
    public static XElement Link(FoundFile file) =>
        Of("a", With("href", "../" + string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))), file.Path);

    /// <summary>Whole numbers and tenths with a point, wherever the page is made.</summary>
    public static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
