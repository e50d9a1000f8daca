using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.Files;
using AgentKit.Server.Files.Downloads;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests.Files;

public sealed class DownloadTests(RunningFileService running) : IClassFixture<RunningFileService>
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly FileService _service = running.Service;

    [Fact]
    public async Task A_download_is_an_attachment_that_nothing_shows_or_guesses()
    {
        var answer = await GetAsync(await AddressAsync());

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.Status, answer.ContentHeaders.ContentType!.ToString()));
        Assert.Equal(SampleContent.Csv, answer.Bytes);
        Assert.Equal("attachment; filename=\"pr_x.csv\"; filename*=UTF-8''pr%C3%A9x.csv", answer.ContentHeaders.GetValues("Content-Disposition").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(SampleContent.Csv))}:", answer.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(SampleContent.Csv))}\"", answer.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("bytes=0-3", 206, 0, 4)]
    [InlineData("bytes=4-", 206, 4, 20)]
    [InlineData("bytes=-5", 206, 19, 5)]
    [InlineData("bytes=-500", 206, 0, 24)]
    [InlineData("bytes=20-999", 206, 20, 4)]
    [InlineData("bytes=24-", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    [InlineData("bytes=0-1,4-5", 200, 0, 24)]
    [InlineData("lines=0-1", 200, 0, 24)]
    [InlineData("bytes=5-1", 200, 0, 24)]
    public async Task A_part_of_a_file_is_answered_as_rfc_9110_says(string range, int status, int from, int count)
    {
        var answer = await GetAsync(await AddressAsync(), x => x.Headers.TryAddWithoutValidation("Range", range));

        Assert.Equal(status, (int)answer.Status);
        if (status == 416)
        {
            Assert.Equal("bytes */24", answer.ContentHeaders.ContentRange!.ToString());
            return;
        }

        Assert.Equal(SampleContent.Csv[from..(from + count)], answer.Bytes);
        if (status == 206)
            Assert.Equal($"bytes {from}-{from + count - 1}/24", answer.ContentHeaders.ContentRange!.ToString());
    }

    [Fact]
    public async Task What_the_caller_has_already_is_not_sent_again()
    {
        var address = await AddressAsync();
        var tag = (await GetAsync(address)).Headers.ETag!.Tag;

        var known = await GetAsync(address, x => x.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag)));
        var weakened = await GetAsync(address, x => x.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag, isWeak: true)));
        var resumed = await GetAsync(address, x => (x.Headers.Range, x.Headers.IfRange) = (new RangeHeaderValue(0, 1), new RangeConditionHeaderValue(new EntityTagHeaderValue(tag))));
        var changed = await GetAsync(address, x => (x.Headers.Range, x.Headers.IfRange) = (new RangeHeaderValue(0, 1), new RangeConditionHeaderValue(new EntityTagHeaderValue("\"other\""))));
        var head = await GetAsync(address, x => x.Method = HttpMethod.Head);

        Assert.Equal((HttpStatusCode.NotModified, 0), (known.Status, known.Bytes.Length));
        Assert.Equal(HttpStatusCode.NotModified, weakened.Status);
        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.OK), (resumed.Status, changed.Status));
        Assert.Equal((HttpStatusCode.OK, 24, 0), (head.Status, head.ContentHeaders.ContentLength, head.Bytes.Length));
    }

    [Fact]
    public async Task A_file_in_quarantine_is_not_given_out()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { ClamAv = new Uri("tcp://127.0.0.1:1") });
        var file = (await service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json;

        var answer = await service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{file["file_id"]}/download");

        Assert.Equal((HttpStatusCode.Conflict, "file-not-available", "quarantined"), (answer.Status, answer.Problem, (string?)answer.Json["file_status"]));
    }

    [Fact]
    public async Task Nobody_else_downloads_it()
    {
        var address = await AddressAsync();
        using var other = _service.Running.As(CallerRole.Admin, "org-b");

        using var response = await other.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task With_a_network_in_front_a_download_is_redirected_or_told()
    {
        using var rsa = RSA.Create(2048);
        await using var service = await FileService.StartAsync(FileService.Settings with { Cdn = CdnKind.CloudFront, CdnUrl = new Uri("https://cdn.example/x/"), CdnKeyId = "K1", CdnKey = new Secret(rsa.ExportPkcs8PrivateKeyPem()) });
        var file = (await service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json;
        var address = $"/v1/clients/acme/files/{file["file_id"]}/download";
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Running.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.Running.Token(CallerRole.Viewer));

        using var redirected = await http.GetAsync(new Uri(address, UriKind.Relative));
        using var asked = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative)));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var told = JsonNode.Parse(await http.GetStringAsync(new Uri(address, UriKind.Relative)))!;

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "no-store"), (redirected.StatusCode, redirected.Headers.CacheControl!.ToString()));
        Assert.StartsWith($"https://cdn.example/x/clean/{file["file_id"]}?response-content-disposition=attachment", redirected.Headers.Location!.AbsoluteUri);
        Assert.StartsWith("https://cdn.example/x/clean/", (string?)told["url"]);
        // The URL holds for GET alone, so a HEAD isn't sent there.
        Assert.Equal((HttpStatusCode.OK, SampleContent.Pdf.Length, "application/pdf"), (asked.StatusCode, (int)asked.Content.Headers.ContentLength!.Value, asked.Content.Headers.ContentType!.MediaType));
        Assert.Equal((string?)file["sha256"], (string?)told["sha256"]);
    }

    [Fact]
    public async Task CloudFronts_signature_is_over_the_policy_and_verifies()
    {
        using var rsa = RSA.Create(2048);
        var settings = new FileSettings { Cdn = CdnKind.CloudFront, CdnUrl = new Uri("https://d1.cloudfront.net"), CdnKeyId = "K2JCJMDEHXQW5F", CdnKey = new Secret(rsa.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)) };
        using var signer = new CloudFrontSigner(settings, new FixedTime(s_now));

        var signed = (await signer.SignAsync(Offer(), CancellationToken.None))!;

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(signed.Url.Query);
        var policy = Decode(query["Policy"]!);
        Assert.True(rsa.VerifyData(policy, Decode(query["Signature"]!), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1));
        var statement = JsonNode.Parse(policy)!["Statement"]![0]!;
        Assert.Equal(signed.Url.AbsoluteUri[..signed.Url.AbsoluteUri.IndexOf("&Policy", StringComparison.Ordinal)], (string?)statement["Resource"]);
        Assert.Equal((s_now + settings.DownloadLifetime).ToUnixTimeSeconds(), (long)statement["Condition"]!["DateLessThan"]!["AWS:EpochTime"]!);
        Assert.Equal(("K2JCJMDEHXQW5F", "attachment; filename=\"a b.pdf\""), (query["Key-Pair-Id"].ToString(), query["response-content-disposition"].ToString()));
        Assert.DoesNotContain(Encoding.UTF8.GetString(policy), char.IsWhiteSpace);
    }

    [Fact]
    public async Task Googles_signature_is_over_the_whole_url_and_verifies()
    {
        var key = Convert.FromHexString("9d9b51a2174d17d9b770a336e0870ae3");
        var settings = new FileSettings { Cdn = CdnKind.GoogleCloud, CdnUrl = new Uri("https://media.example.com/files"), CdnKeyId = "my-key", CdnKey = new Secret("nZtRohdNF9m3cKM24IcK4w==") };

        var signed = (await new GoogleCloudSigner(settings, new FixedTime(s_now)).SignAsync(Offer(), CancellationToken.None))!;

        var (url, signature) = (signed.Url.AbsoluteUri.Split("&Signature=")[0], signed.Url.AbsoluteUri.Split("&Signature=")[1]);
        // Google's algorithm.
#pragma warning disable CA5350
        Assert.Equal(Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(url))).Replace('+', '-').Replace('/', '_'), signature);
#pragma warning restore CA5350
        Assert.EndsWith($"&Expires={(s_now + settings.DownloadLifetime).ToUnixTimeSeconds()}&KeyName=my-key", url);
        Assert.StartsWith("https://media.example.com/files/clean/0123?", url);
    }

    [Fact]
    public void Settings_of_a_network_are_checked_together()
    {
        Assert.Empty(new FileSettings().Check("Production"));
        Assert.Equal(3, new FileSettings { Cdn = CdnKind.CloudFront }.Check("Production").Count());
        var wrong = new FileSettings { Cdn = CdnKind.GoogleCloud, CdnUrl = new Uri("https://x.example"), CdnKeyId = "k", CdnKey = new Secret("short") };
        Assert.Equal(nameof(FileSettings.CdnKey), Assert.Single(wrong.Check("Production")).Property);
        Assert.Equal(nameof(FileSettings.CdnKey), Assert.Single((wrong with { Cdn = CdnKind.CloudFront }).Check("Production")).Property);
    }

    private static DownloadOffer Offer() => new("clean/0123", "attachment; filename=\"a b.pdf\"", "application/pdf");

    private static byte[] Decode(string? text) => Convert.FromBase64String(text!.Replace('-', '+').Replace('_', '=').Replace('~', '/'));

    private async Task<string> AddressAsync()
    {
        var file = (await _service.UploadAsync("other", "préx.csv", SampleContent.Csv)).Json;
        return $"/v1/clients/acme/files/{file["file_id"]}/download";
    }

    private Task<FileService.Answer> GetAsync(string address, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        change?.Invoke(request);
        return _service.SendAsync(request);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
