using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AgentKit.Server.Files.Direct;

namespace AgentKit.Server.Tests.Files;

public sealed class PartTests : IAsyncLifetime
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly byte[] s_content = Content();

    private FileService _service = null!;

    public async Task InitializeAsync() => _service = await FileService.StartAsync(FileService.Settings with { MultipartFromBytes = 1000 });

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Parts_come_in_any_order_can_be_sent_again_and_become_one_file()
    {
        var upload = await BeginAsync();
        Assert.Equal(("multipart", 16 * Mebibyte, 2), ((string?)upload["method"], (long)upload["part_size_bytes"]!, (int)upload["part_count"]!));

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(upload, 2)).Status);
        var incomplete = await DirectUploadTests.CompleteAsync(_service, upload);
        Assert.Equal((HttpStatusCode.Conflict, "upload-incomplete", 1), (incomplete.Status, incomplete.Problem, (int)incomplete.Json["missing_parts"]![0]!));
        Assert.Equal((int[])[2], (await DescribeAsync(upload))["parts"]!.AsArray().Select(x => (int)x!["number"]!));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(upload, 1)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(upload, 1)).Status);
        Assert.Equal((int[])[1, 2], (await DescribeAsync(upload))["parts"]!.AsArray().Select(x => (int)x!["number"]!));
        var file = await DirectUploadTests.CompleteAsync(_service, upload);

        Assert.Equal(HttpStatusCode.Created, file.Status);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(s_content)), (string?)file.Json["sha256"]);
        Assert.Equal((1, 0, 1), await _service.CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(upload, 2)).Status);
    }

    [Theory]
    [InlineData("0", 422)]
    [InlineData("3", 422)]
    [InlineData("10001", 422)]
    [InlineData("-1", 422)]
    [InlineData("1x", 422)]
    [InlineData("99999999999999999999", 422)]
    public async Task A_part_that_there_can_not_be_is_refused(string number, int status)
    {
        var upload = await BeginAsync();

        var answer = await PutAsync(upload, number, s_content[..100]);

        Assert.Equal(status, (int)answer.Status);
        Assert.Empty((await DescribeAsync(upload))["parts"]!.AsArray());
    }

    [Fact]
    public async Task A_part_of_another_size_or_checksum_or_without_a_size_is_refused()
    {
        var upload = await BeginAsync();

        var small = await PutAsync(upload, "1", s_content[..100]);
        var chunked = await PutAsync(upload, "2", Part(2), x => x.Headers.TransferEncodingChunked = true);
        var wrong = await PutAsync(upload, "2", Part(2), x => x.Headers.Add("X-Checksum-SHA256", new string('0', 64)));
        var malformed = await PutAsync(upload, "2", Part(2), x => x.Headers.Add("Content-Digest", "sha-256=x"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "size-mismatch"), (small.Status, small.Problem));
        Assert.Equal((HttpStatusCode.LengthRequired, "length-required"), (chunked.Status, chunked.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "checksum-mismatch"), (wrong.Status, wrong.Problem));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, malformed.Status);
        Assert.Empty((await DescribeAsync(upload))["parts"]!.AsArray());
    }

    [Fact]
    public async Task Parts_of_a_direct_upload_are_refused_and_a_given_up_one_leaves_nothing()
    {
        var upload = await BeginAsync();
        await PutAsync(upload, 2);

        Assert.Equal(HttpStatusCode.NoContent, (await _service.SendAsync(HttpMethod.Delete, $"/v1/clients/acme/uploads/{upload["upload_id"]}")).Status);

        Assert.Equal((0, 0, 0), await _service.CountAsync());
        await foreach (var pending in _service.Store.Inner.ListMultipartAsync("", CancellationToken.None))
            Assert.Fail($"{pending} is left");
        var direct = await DirectUploadTests.BeginAsync(_service, "a.csv", 10, "text/csv");
        Assert.Equal("upload-not-in-parts", (await PutAsync(direct, "1", s_content[..10])).Problem);
    }

    [Fact]
    public async Task A_completion_that_failed_for_the_moment_can_be_asked_for_again()
    {
        var upload = await BeginAsync();
        await PutAsync(upload, 1);
        await PutAsync(upload, 2);

        _service.Store.GoAway("get");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await DirectUploadTests.CompleteAsync(_service, upload)).Status);
        Assert.Equal(2, (await DescribeAsync(upload))["parts"]!.AsArray().Count);
        _service.Store.ComeBack();

        Assert.Equal(HttpStatusCode.Created, (await DirectUploadTests.CompleteAsync(_service, upload)).Status);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(160_000 * Mebibyte, 16)]
    [InlineData((160_000 * Mebibyte) + 1, 17)]
    [InlineData(5L * 1024 * 1024 * Mebibyte, 525)]
    public void Parts_are_large_enough_to_be_no_more_than_ten_thousand(long size, long mebibytes)
    {
        Assert.Equal(mebibytes * Mebibyte, PartSizes.For(size));
        Assert.InRange((size + PartSizes.For(size) - 1) / PartSizes.For(size), 1, 10_000);
    }

    private static byte[] Content()
    {
        var content = SampleContent.Noise((int)(16 * Mebibyte) + 5000);
        SampleContent.Png.CopyTo(content, 0);
        return content;
    }

    private static byte[] Part(int number) => number == 1 ? s_content[..(int)(16 * Mebibyte)] : s_content[(int)(16 * Mebibyte)..];

    private Task<JsonNode> BeginAsync() => DirectUploadTests.BeginAsync(_service, "a.png", s_content.Length, "image/png");

    private async Task<JsonNode> DescribeAsync(JsonNode upload) => (await _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/uploads/{upload["upload_id"]}")).Json;

    private Task<FileService.Answer> PutAsync(JsonNode upload, int number) =>
        PutAsync(upload, $"{number}", Part(number), x => x.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Part(number)))}:"));

    private Task<FileService.Answer> PutAsync(JsonNode upload, string number, byte[] content, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/v1/clients/acme/uploads/{upload["upload_id"]}/parts/{number}", UriKind.Relative)) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/octet-stream");
        change?.Invoke(request);
        return _service.SendAsync(request);
    }
}
