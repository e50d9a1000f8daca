using AgentKit.Server.Files.Checksums;
using AgentKit.Server.Files.Naming;
using Microsoft.AspNetCore.Http;

namespace AgentKit.Server.Tests.Files;

public sealed class NamingTests
{
    [Theory]
    [InlineData("report.pdf")]
    [InlineData("Q3 (final) – 2026, v2.xlsx")]
    [InlineData("図面.pdf")]
    [InlineData("👩‍💻.png")]
    [InlineData("controls.txt")]
    [InlineData("comma,semicolon;percent%.csv")]
    public void An_ordinary_name_stays_as_it_is(string name) => Assert.Equal(name, FileName.Parse(name).Name?.Value);

    [Theory]
    [InlineData("\uD83D.png")]
    [InlineData("a\uFFFD.png")]
    [InlineData("\u202Egnp.exe")]
    [InlineData("aux")]
    [InlineData("Nul.txt")]
    [InlineData("com0.txt")]
    [InlineData(" a.txt")]
    [InlineData("a.txt ")]
    [InlineData("")]
    [InlineData(null)]
    public void A_name_that_could_be_misread_is_refused(string? name) => Assert.NotNull(FileName.Parse(name).Mistake);

    [Theory]
    [InlineData("report.pdf", "attachment; filename=\"report.pdf\"")]
    [InlineData("naïve plan.pdf", "attachment; filename=\"na_ve plan.pdf\"; filename*=UTF-8''na%C3%AFve%20plan.pdf")]
    [InlineData("50% off; really.pdf", "attachment; filename=\"50_ off_ really.pdf\"; filename*=UTF-8''50%25%20off%3B%20really.pdf")]
    [InlineData("€'()*.txt", "attachment; filename=\"_'()*.txt\"; filename*=UTF-8''%E2%82%AC%27%28%29%2A.txt")]
    public void A_download_is_an_attachment_whose_name_every_client_can_read(string name, string disposition) => Assert.Equal(disposition, AttachmentDisposition.Of(name));

    [Theory]
    [InlineData("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", true)]
    [InlineData("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:;q=1, md5=:AAAA:", true)]
    [InlineData("sha-512=:AAAA:", false)]
    public void A_digest_is_read_as_rfc_9530_writes_it(string value, bool isThere)
    {
        var headers = new HeaderDictionary { [ChecksumHeaders.Representation] = value };

        Assert.Equal((isThere ? "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" : null, null), ChecksumHeaders.Read(headers, isForm: false));
    }

    [Fact]
    public void Checksums_that_contradict_each_other_are_refused()
    {
        var headers = new HeaderDictionary { [ChecksumHeaders.Plain] = new string('0', 64), [ChecksumHeaders.Content] = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:" };

        Assert.Contains("contradict", ChecksumHeaders.Read(headers, isForm: false).Mistake);
        Assert.Contains("form", ChecksumHeaders.Read(headers, isForm: true).Mistake);
    }
}
