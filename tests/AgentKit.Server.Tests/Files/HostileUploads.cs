using System.Text;

namespace AgentKit.Server.Tests.Files;

/// <summary>What people send who mean no good, or don't know better.</summary>
internal static class HostileUploads
{
    private static readonly byte[] s_zeros = new byte[4 * 1024 * 1024];

    public static IReadOnlyList<HostileUpload> All { get; } = [.. Names(), .. Requests(), .. Types(), .. Polyglots(), .. Archives(), .. Markup()];

    private static IEnumerable<HostileUpload> Names()
    {
        yield return Name("a path that leads upwards", "../../etc/passwd.pdf");
        yield return Name("a path of Windows", "..\\..\\boot.pdf");
        yield return Name("an absolute path", "/etc/passwd.pdf");
        yield return Name("a drive", "C:report.pdf");
        yield return Name("only dots", "..");
        yield return Name("a hidden file", ".pdf");
        yield return Name("300 letters", $"{new string('a', 296)}.pdf");
        yield return Name("more than 255 bytes in fewer letters", $"{new string('図', 90)}.pdf");
        yield return Name("a device", "CON.pdf");
        yield return Name("a device with more endings", "lpt1.tar.pdf");
        yield return Name("a device with a superscript digit", "COM¹.pdf");
        yield return Name("a dot at its end", "report.pdf.");
        yield return Name("a private character", "a\uE000.pdf");
        yield return Name("a joiner that isn't seen", "a\u2060.pdf");
        yield return Name("quotes", "a\".pdf");
        yield return new HostileUpload("a name with a line break", 400, "invalid-query") { Name = "a\r\nSet-Cookie: x.pdf" };
        yield return new HostileUpload("a name with NUL", 400, "invalid-query") { Name = "a.pdf\0.exe" };
        yield return new HostileUpload("a name that is read from the right", 400, "invalid-query") { Name = "report\u202Efdp.exe" };
        yield return new HostileUpload("no name", 422, "validation-failed") { Query = "category=other" };
        yield return new HostileUpload("two names", 400, "invalid-query") { Query = "category=other&name=a.pdf&name=b.exe" };
    }

    private static IEnumerable<HostileUpload> Requests()
    {
        yield return new HostileUpload("an unknown category", 400, "invalid-query") { Category = "secrets" };
        yield return new HostileUpload("no category", 422, "validation-failed") { Query = "name=a.pdf" };
        yield return new HostileUpload("a query operator as category", 400, "invalid-query") { Query = "category[$ne]=x&name=a.pdf" };
        yield return new HostileUpload("another organisation's client", 404, "not-found") { Client = "theirs" };
        yield return new HostileUpload("a client that isn't there", 404, "not-found") { Client = "nobody" };
        yield return new HostileUpload("nothing", 400, "file-empty") { Content = [] };
        yield return new HostileUpload("nothing in chunks", 400, "file-empty") { Content = [], IsChunked = true };
        yield return new HostileUpload("more than the category takes", 413, "file-too-large") { Category = "contracts", Content = [.. SampleContent.Pdf, .. new byte[1_000_000]] };
        yield return new HostileUpload("more than the category takes, in chunks", 413, "file-too-large") { Category = "contracts", Content = [.. SampleContent.Pdf, .. new byte[1_000_000]], IsChunked = true };
        yield return new HostileUpload("another checksum", 422, "checksum-mismatch") { Header = ("X-Checksum-SHA256", new string('0', 64)) };
        yield return new HostileUpload("another digest", 422, "checksum-mismatch") { Header = ("Repr-Digest", $"sha-256=:{Convert.ToBase64String(new byte[32])}:") };
        yield return new HostileUpload("a digest that is none", 422, "validation-failed") { Header = ("Content-Digest", "sha-256=abc") };
        yield return new HostileUpload("a checksum that is none", 422, "validation-failed") { Header = ("X-Checksum-SHA256", "42") };
        yield return new HostileUpload("a key to repeat by", 400, "") { Header = ("Idempotency-Key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"") };
        yield return new HostileUpload("a form without a boundary", 400, "malformed-form") { Type = "multipart/form-data" };
        yield return new HostileUpload("a form that is none", 400, "malformed-form") { Type = "multipart/form-data; boundary=x" };
        yield return new HostileUpload("a form with a field first", 400, "malformed-form") { Type = "multipart/form-data; boundary=x", Content = Form("Content-Disposition: form-data; name=\"a\"\r\n\r\nb") };
        yield return new HostileUpload("a form with two files", 400, "malformed-form") { Type = "multipart/form-data; boundary=x", Query = "category=other", Content = Form(FilePart("a.csv", "a,b\n1,2\n"), FilePart("b.csv", "a,b\n1,2\n")) };
        yield return new HostileUpload("a form that is cut short", 400, "malformed-form") { Type = "multipart/form-data; boundary=x", Query = "category=other", Content = Encoding.UTF8.GetBytes("--x\r\n" + FilePart("a.csv", "a,b\n1,2\n")) };
        yield return new HostileUpload("a path in a form's part", 422, "validation-failed") { Type = "multipart/form-data; boundary=x", Query = "category=other", Content = Form(FilePart("../a.csv", "a,b\n1,2\n")) };
    }

    private static IEnumerable<HostileUpload> Types()
    {
        yield return Content("a Windows program as an image", 422, "file-executable", "logo.png", SampleContent.Exe) with { Type = "image/png" };
        yield return Content("a Linux program without a type", 422, "file-executable", "report.pdf", SampleContent.Elf);
        yield return Content("a macOS program", 422, "file-executable", "report.pdf", [0xCF, 0xFA, 0xED, 0xFE, .. new byte[64]]);
        yield return Content("a shell script", 422, "file-executable", "notes.txt", "#!/bin/sh\nrm -rf /\n");
        yield return Content("a batch file", 422, "file-executable", "notes.txt", "@ECHO OFF\r\ndel *\r\n");
        yield return Content("a PHP page", 422, "file-executable", "notes.txt", "<?php system($_GET['x']);");
        yield return Content("a Windows shortcut", 422, "file-executable", "notes.txt", [0x4C, 0, 0, 0, 1, 0x14, 2, 0, .. new byte[64]]);
        yield return Content("HTML as an image", 422, "file-active-content", "logo.png", "<!DOCTYPE html><html><script>alert(1)</script></html>") with { Type = "image/png" };
        yield return Content("HTML behind a comment", 422, "file-active-content", "page.xml", "<!-- x --><html><body/></html>");
        yield return Content("an image with another type", 415, "file-type-mismatch", "logo.png", SampleContent.Png) with { Type = "application/pdf" };
        yield return Content("an image with another ending", 415, "file-type-mismatch", "logo.gif", SampleContent.Png);
        yield return Content("text that is called a program", 415, "file-type-mismatch", "setup.bat", "hello\nworld\n");
        yield return Content("a kind that the category doesn't take", 415, "file-type-not-allowed", "feed.csv", SampleContent.Csv) with { Category = "contracts" };
        yield return Content("bytes of no kind", 415, "file-type-unknown", "data.pdf", SampleContent.Noise(5000));
        yield return Content("an old Office document", 415, "file-type-unknown", "a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]);
        yield return Content("a RAR archive", 415, "file-type-unknown", "a.zip", [.. "Rar!"u8, 0x1A, 7, 1, 0, .. new byte[64]]);
        yield return Content("text that turns into bytes", 422, "file-malformed", "feed.csv", [.. Repeated("a,b\n", 60_000), 0, 1, 2, 3]);
        yield return Content("text in UTF-16 that turns into bytes", 422, "file-malformed", "feed.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,2\n"), 0x7F, 0, 0, 0, 1, 0]);
        yield return Content("text that stops being UTF-8", 422, "file-malformed", "feed.csv", [.. Repeated("ä,b\n", 60_000), 0xFF, 0xFE, (byte)'a']);
    }

    private static IEnumerable<HostileUpload> Polyglots()
    {
        var zip = SampleContent.Zip(("a.txt", SampleContent.Text("a")));
        yield return Content("a GIF that is a JAR too", 422, "file-polyglot", "a.gif", [.. SampleContent.Gif, .. zip]);
        yield return Content("a JPEG with a ZIP behind it", 422, "file-polyglot", "a.jpg", [.. SampleContent.Jpeg, .. SampleContent.Noise(70_000), .. zip]);
        yield return Content("a PDF with a ZIP behind it", 422, "file-polyglot", "a.pdf", [.. SampleContent.Pdf, .. zip]);
        yield return Content("a PDF behind something else", 422, "file-polyglot", "a.png", [.. SampleContent.Png, .. SampleContent.Pdf]);
        yield return Content("a GIF that is JavaScript too", 422, "file-polyglot", "a.gif", [.. "GIF89a/*"u8, 0, 0, 0, .. "*/=1;alert(1)"u8]);
        yield return Content("a JPEG that is JavaScript too", 422, "file-polyglot", "a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. "/*JFIF"u8, .. new byte[64]]);
        yield return Content("HTML in an image's comment", 422, "file-polyglot", "a.jpg", [.. SampleContent.Jpeg, 0xFF, 0xFE, 0, 40, .. "<ScRipt>alert(1)</script>"u8]);
        yield return Content("PHP in an image's comment", 422, "file-polyglot", "a.gif", [.. SampleContent.Gif, .. "<?php phpinfo(); ?>"u8]);
        yield return Content("an image that is a PHAR too", 422, "file-polyglot", "a.jpg", [.. SampleContent.Jpeg, .. "__HALT_COMPILER(); ?>"u8]);
        yield return Content("a ZIP behind something else", 422, "file-polyglot", "a.zip", Prepended());
    }

    private static IEnumerable<HostileUpload> Archives()
    {
        var bomb = RawZip.Deflate(s_zeros);
        yield return Archive("a flat bomb", 422, "archive-bomb", new RawZip().Add("zeros.txt", bomb, s_zeros.Length).Build());
        yield return Archive("a bomb that lies about its size", 422, "archive-bomb", new RawZip().Add("zeros.txt", bomb, 1000).Build());
        yield return Archive("an entry smaller than it says", 422, "archive-bomb", new RawZip().Add("zeros.txt", RawZip.Deflate(new byte[10]), 1000).Build());
        yield return Archive("entries that overlap", 422, "archive-bomb", Overlapping());
        yield return Archive("archives in archives in archives", 422, "archive-bomb", SampleContent.Zip(("1.zip", SampleContent.Zip(("2.zip", SampleContent.Zip(("a.txt", [65])))))));
        yield return Archive("a bomb in an archive", 422, "archive-bomb", SampleContent.Zip(("1.zip", new RawZip().Add("zeros.txt", bomb, s_zeros.Length).Build())));
        yield return Archive("more entries than can be looked at", 422, "archive-bomb", SampleContent.Zip([.. Enumerable.Range(0, 1001).Select(x => ($"{x}.txt", Array.Empty<byte>()))]));
        yield return Archive("an entry that leads upwards", 422, "archive-unsafe", SampleContent.Zip(("../../evil.txt", [65])));
        yield return Archive("an entry with an absolute path", 422, "archive-unsafe", SampleContent.Zip(("/etc/cron.d/x", [65])));
        yield return Archive("an entry with a path of Windows", 422, "archive-unsafe", SampleContent.Zip(("a\\..\\..\\b.txt", [65])));
        yield return Archive("an encrypted entry", 422, "archive-unsafe", new RawZip().Add("a.txt", [1, 2, 3], 3, method: 0, flags: 1).Build());
        yield return Archive("a symbolic link", 422, "archive-unsafe", new RawZip().Add("a", [.. "/etc/passwd"u8], 11, method: 0, attributes: 0xA1FF0000).Build());
        yield return Archive("a name that the entry doesn't have", 422, "archive-unsafe", new RawZip().Add("a.txt", [65], 1, method: 0, localName: "b.exe").Build());
        yield return Archive("a compression that nobody reads", 422, "archive-unsafe", new RawZip().Add("a.txt", [1, 2, 3], 100, method: 14).Build());
        yield return Archive("one name twice", 422, "archive-unsafe", new RawZip().Add("a.txt", [65], 1, method: 0).Add("A.txt", [66], 1, method: 0).Build());
        yield return Archive("another archive that isn't looked into", 422, "archive-unsafe", SampleContent.Zip(("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 0])));
        yield return Archive("a program in an archive", 422, "file-executable", SampleContent.Zip(("readme.txt", SampleContent.Exe)));
        yield return Archive("a Java program", 422, "file-active-content", SampleContent.Zip(("META-INF/MANIFEST.MF", [65])));
        yield return Archive("content between its entries", 422, "archive-unsafe", new RawZip().Add("a.txt", [65], 1, method: 0).Write("hidden.exe", [66]).Add("b.txt", [65], 1, method: 0).Build());
        yield return Archive("an entry of two sizes", 422, "archive-unsafe", new RawZip().AddTwice("a.txt", [65, 66], 1).Build());
        yield return Archive("no entries", 415, "file-type-unknown", new RawZip().Build());
        yield return Archive("a directory in the wrong place", 422, "file-malformed", new RawZip().Add("a.txt", [65], 1, method: 0).Build(offsetBy: 1));
        yield return Archive("a directory with too few entries", 422, "file-malformed", new RawZip().Add("a.txt", [65], 1, method: 0).Build(count: 2));
        yield return Archive("something behind the archive", 422, "file-malformed", new RawZip().Add("a.txt", [65], 1, method: 0).Build(behind: [1, 2, 3]));
        yield return Archive("damaged compression", 422, "file-malformed", new RawZip().Add("a.txt", [0xFF, 0xFF, 0xFF, 0xFF], 100).Build());
        yield return Content("a macro in a document", 422, "file-active-content", "a.docx", SampleContent.Zip(("[Content_Types].xml", [65]), ("word/document.xml", [65]), ("word/vbaProject.bin", [65])));
        yield return Content("a gzip bomb", 422, "archive-bomb", "a.gz", SampleContent.Gzip([.. Enumerable.Repeat((byte)'a', s_zeros.Length)]));
        yield return Content("a program in gzip", 422, "file-executable", "a.gz", SampleContent.Gzip(SampleContent.Exe));
        yield return Content("an image in gzip", 422, "archive-unsafe", "a.gz", SampleContent.Gzip(SampleContent.Png));
        yield return Content("a program in a second member of gzip", 415, "file-type-unknown", "a.gz", [.. SampleContent.Gzip(SampleContent.Csv), .. SampleContent.Gzip(SampleContent.Exe)]);
        yield return Content("a page behind gzip", 422, "file-malformed", "a.gz", [.. SampleContent.Gzip(SampleContent.Csv), .. "<html>"u8]);
        yield return Content("damaged gzip", 422, "file-malformed", "a.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
    }

    private static IEnumerable<HostileUpload> Markup()
    {
        yield return Svg("a script", "<script>alert(1)</script>");
        yield return Svg("an event handler", "<rect onload='alert(1)'/>");
        yield return Svg("HTML", "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>");
        yield return Svg("a link to JavaScript", "<a xlink:href='javascript:alert(1)' xmlns:xlink='http://www.w3.org/1999/xlink'/>");
        yield return Svg("an image from elsewhere", "<image href='https://evil.example/x.png'/>");
        yield return Svg("a style from elsewhere", "<style>@import 'https://evil.example/x.css';</style>");
        yield return Svg("a style from elsewhere, in pieces", "<style>@im<!-- -->po<![CDATA[rt 'https://evil.example/x.css';]]></style>");
        yield return Svg("an animated link", "<a><animate attributeName='href' to='#x'/></a>");
        yield return Content("a drawing with entities", 422, "file-active-content", "a.svg", "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>") with { Category = "brand_assets" };
        yield return Content("a drawing that isn't well-formed", 422, "file-malformed", "a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>") with { Category = "brand_assets" };
        yield return Content("an attribute that fills the memory", 422, "file-malformed", "a.xml", [.. "<item b='"u8, .. Repeated("A", 2_000_000), .. "'/>"u8]);
        yield return Content("an external entity", 422, "file-active-content", "a.xml", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>");
        yield return Content("XHTML within XML", 422, "file-active-content", "a.xml", "<r><h:script xmlns:h='http://www.w3.org/1999/xhtml'/></r>");
    }

    private static HostileUpload Name(string description, string name) => new($"a name: {description}", 422, "validation-failed") { Name = name };

    private static HostileUpload Content(string description, int status, string problem, string name, byte[] content) =>
        new(description, status, problem) { Name = name, Content = content };

    private static HostileUpload Content(string description, int status, string problem, string name, string content) => Content(description, status, problem, name, SampleContent.Text(content));

    private static HostileUpload Archive(string description, int status, string problem, byte[] content) => Content($"an archive: {description}", status, problem, "a.zip", content);

    private static HostileUpload Svg(string description, string content) =>
        Content($"a drawing: {description}", 422, "file-active-content", "a.svg", $"<svg xmlns='http://www.w3.org/2000/svg'>{content}</svg>") with { Category = "brand_assets" };

    /// <summary>Two entries of the directory for the same bytes, which is what lets a small archive expand without end.</summary>
    private static byte[] Overlapping()
    {
        var packed = RawZip.Deflate(new byte[1000]);
        return new RawZip().Add("a.txt", packed, 1000).Point("b.txt", 10, packed.Length, 1000).Build();
    }

    /// <summary>A directory that names the second of two entries alone: what stands in front is something else to another reader.</summary>
    private static byte[] Prepended()
    {
        var zip = new RawZip().Write("hidden", [65]);
        var start = zip.Position;
        return zip.Write("a.txt", [65]).Point("a.txt", start, 1, 1, method: 0).Build();
    }

    private static byte[] Repeated(string text, int count) => SampleContent.Text(string.Concat(Enumerable.Repeat(text, count)));

    private static byte[] Form(params string[] parts) => SampleContent.Text(string.Concat(parts.Select(x => $"--x\r\n{x}\r\n")) + "--x--\r\n");

    private static string FilePart(string name, string content) => $"Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{content}";
}
