using System.Text;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Tests.Files;

public sealed class SniffingTests
{
    public static TheoryData<string, string, byte[]> Known => new()
    {
        { "Pdf", "a.pdf", SampleContent.Pdf },
        { "Png", "", SampleContent.Png },
        { "Jpeg", "", SampleContent.Jpeg },
        { "Gif", "", SampleContent.Gif },
        { "WebP", "", [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8L"u8, .. new byte[18]] },
        { "Tiff", "", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] },
        { "Tiff", "", [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8] },
        { "Psd", "", [.. "8BPS"u8, 0, 1, 0, 0, 0, 0, 0, 0] },
        { "Eps", "", SampleContent.Text("%!PS-Adobe-3.0 EPSF-3.0\n") },
        { "Mp4", "", [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0] },
        { "Mp4", "", [0, 0, 0, 20, .. "ftypqt  "u8, 0, 0, 2, 0] },
        { "Otf", "", [.. "OTTO"u8, 0, 10, 0, 0] },
        { "Ttf", "", [0, 1, 0, 0, 0, 15, 0, 0] },
        { "Woff", "", [.. "wOFF"u8, 0, 1, 0, 0] },
        { "Woff2", "", [.. "wOF2"u8, 0, 1, 0, 0] },
        { "Zip", "", SampleContent.Docx },
        { "Gzip", "", SampleContent.Gzip(SampleContent.Csv) },
        { "Svg", "", SampleContent.Svg },
        { "Svg", "", SampleContent.Text("<!-- by a tool --><svg xmlns='http://www.w3.org/2000/svg'/>") },
        { "Svg", "", SampleContent.Text("<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>") },
        { "Xml", "", SampleContent.Text("<rss version='2.0'><channel/></rss>") },
        { "Xml", "", [0xEF, 0xBB, 0xBF, .. "<?xml version='1.0' encoding='UTF-8'?>\n<feed/>"u8] },
        { "Json", "", SampleContent.Text("{\"a\": [1, 2]}") },
        { "Json", "", SampleContent.Text("{\"a\":1}\n{\"a\":2}\n") },
        { "Csv", "", SampleContent.Csv },
        { "Csv", "", SampleContent.Text("a;b\n\"x;y\n\";2\n") },
        { "Csv", "one.csv", SampleContent.Text("email\na@example.com\n") },
        { "Csv", "old.csv", [.. "name,price\nM"u8, 0xFC, .. "ller,1\n"u8] },
        { "Tsv", "", SampleContent.Text("a\tb\n1\t2\n") },
        { "Csv", "tabs.csv", SampleContent.Text("a\tb\n1\t2\n") },
        { "Text", "", SampleContent.Text("Hello, world.\nHow are you?\n") },
        { "Text", "", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Hello")).ToArray() },
        { "Text", "", SampleContent.Text("{ not json }") },
        { "Text", "", SampleContent.Text("< 5 items are left\n") },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_kind_is_known_by_its_bytes(string kind, string name, byte[] content)
    {
        var sniffed = ContentSniffer.Sniff(content, FileHints.Of(name, null));

        Assert.Null(sniffed.Refusal);
        Assert.Equal(kind, sniffed.Kind.ToString());
    }

    [Theory]
    [InlineData("\0asm")]
    [InlineData("\u00CA\u00FE\u00BA\u00BE")]
    [InlineData("\u00FE\u00ED\u00FA\u00CF")]
    [InlineData("dex\n035")]
    [InlineData("ITSF\u0003")]
    [InlineData("!<arch>\ndebian-binary")]
    [InlineData("\u00ED\u00AB\u00EE\u00DB")]
    [InlineData("FWS\u0006")]
    [InlineData("#!/usr/bin/env python")]
    [InlineData("\u00EF\u00BB\u00BF#!/bin/sh")]
    [InlineData("[InternetShortcut]\nURL=file:")]
    [InlineData("Windows Registry Editor Version 5.00")]
    [InlineData("  \r\n<?php echo 1;")]
    public void A_program_is_known_by_its_bytes(string start)
    {
        var sniffed = ContentSniffer.Sniff([.. Encoding.Latin1.GetBytes(start), .. "                          "u8], FileHints.None);

        Assert.Equal(RefusalReason.Executable, sniffed.Refusal?.Reason);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("\n  <!DOCTYPE HTML PUBLIC>")]
    [InlineData("<SCRIPT SRC=x>")]
    [InlineData("<p onclick=x>")]
    [InlineData("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>")]
    [InlineData("<hta:application id=x>")]
    [InlineData("<a href='javascript:1'>")]
    public void Html_is_refused_however_it_begins(string start) =>
        Assert.Equal(RefusalReason.ActiveContent, ContentSniffer.Sniff(SampleContent.Text(start), FileHints.None).Refusal?.Reason);

    [Fact]
    public void A_tar_archive_and_a_disc_image_are_known_further_in()
    {
        var tar = new byte[512];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        var disc = new byte[40_000];
        "CD001"u8.CopyTo(disc.AsSpan(32769));

        Assert.Contains("tar", ContentSniffer.Sniff(tar, FileHints.None).Refusal!.Detail);
        Assert.Contains("disc", ContentSniffer.Sniff(disc, FileHints.None).Refusal!.Detail);
    }

    [Fact]
    public void A_pdf_that_an_archive_stores_first_makes_no_polyglot_of_it()
    {
        var zip = new RawZip().Add("a.pdf", SampleContent.Pdf, SampleContent.Pdf.Length, method: 0).Build();

        Assert.Equal(FileKind.Zip, ContentSniffer.Sniff(zip, FileHints.None).Kind);
    }

    [Fact]
    public void Each_kind_has_a_name_a_type_and_an_ending_of_its_own()
    {
        Assert.Equal(Enum.GetValues<FileKind>(), FileKinds.All.Select(x => x.Kind));
        Assert.All(FileKinds.All, x => Assert.Equal(x, FileKinds.Of(x.Kind)));
        Assert.Equal(FileKinds.All.Count, FileKinds.All.Select(x => x.Name).Distinct().Count());
        Assert.All(FileKinds.All, x => Assert.Null(TypeAgreement.Check(x.Kind, FileHints.Of($"a.{x.Extensions[0].ToUpperInvariant()}", $"{x.MediaType}; charset=utf-8"))));
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("binary/octet-stream; x=y")]
    [InlineData("")]
    [InlineData(null)]
    public void A_type_that_says_nothing_agrees_with_all(string? type) => Assert.Null(TypeAgreement.Check(FileKind.Png, FileHints.Of("a", type)));
}
