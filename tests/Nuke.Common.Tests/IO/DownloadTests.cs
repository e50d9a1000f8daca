using System.Net;
using CommonTests.ProjectModel;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Net;
using Pipeline.Errors;
using Pipeline.Tests;

namespace CommonTests.IO;

public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly LoopbackServer _server;
    private readonly HttpClient _client = new();
    private readonly string _address;

    public DownloadTests()
    {
        _server = new LoopbackServer(AnswerAsync);
        _address = _server.Address.AbsoluteUri;
    }

    private AbsolutePath Root => _temporary.Path;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Text_and_files_are_downloaded()
    {
        Assert.Contains("\"path\":\"/a\"", HttpTasks.HttpDownloadString(_address + "a"), StringComparison.Ordinal);

        HttpTasks.HttpDownloadFile(_address + "b", Root / "sub/b", headerConfigurator: x => x.Add("X-Test", "yes"));
        await HttpTasks.HttpDownloadFileAsync(_address + "c", Root / "c", clientConfigurator: x =>
        {
            x.Timeout = TimeSpan.FromMinutes(1);
            return x;
        });

        Assert.Contains("X-Test", (Root / "sub/b").ReadAllText(), StringComparison.Ordinal);
        Assert.Contains("/c", (Root / "c").ReadAllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_download_writes_nothing()
    {
        var error = Assert.Throws<PipelineException>(() => HttpTasks.HttpDownloadFile(_address + "404", Root / "a"));

        Assert.Equal("PIPE1004", error.Code.Id);
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
        Assert.False((Root / "a").FileExists());
    }

    [Fact]
    public async Task Requests_carry_what_they_are_given()
    {
        var json = await _client.CreateRequest(HttpMethod.Post, _address, "x/y")
            .WithBearerAuthentication("token")
            .WithJsonContent(new { A = 1 })
            .GetResponse()
            .AssertSuccessfulStatusCode()
            .AssertStatusCode(HttpStatusCode.OK)
            .AssertStatusCode(_ => null!)
            .AssertResponse(_ => null!)
            .GetBodyAsJson();

        Assert.Equal("/x/y", json["path"]);
        Assert.Equal("{\"A\":1}", json["body"]);
        Assert.Contains("Bearer token", json["headers"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("application/json", json["headers"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_and_credentials_are_encoded()
    {
        var form = await (await _client.CreateRequest(HttpMethod.Post, _address)
            .WithBasicAuthentication("user", "pass")
            .WithFormUrlEncodedContent(new Dictionary<string, string> { ["a"] = "b c" })
            .GetResponseAsync()).GetBodyAsJson<Dictionary<string, string>>();
        var multipart = await _client.CreateRequest(HttpMethod.Post, _address)
            .WithMultipartFormDataContent(x => x.AddStringContent("name", "value").AddStreamContent("file", new MemoryStream([65, 66]), "ab.txt", "text/plain"))
            .GetResponse()
            .GetBodyAsJson(new Newtonsoft.Json.JsonSerializerSettings());

        Assert.Equal("a=b+c", form["body"]);
        Assert.Contains("Basic dXNlcjpwYXNz", form["headers"], StringComparison.Ordinal);
        Assert.Contains("ab.txt", multipart["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unexpected_answers_are_errors()
    {
        var response = _client.CreateRequest(HttpMethod.Get, _address + "404").WithJsonContent(1, new Newtonsoft.Json.JsonSerializerSettings()).GetResponse();

        Assert.Throws<HttpRequestException>(() => response.AssertSuccessfulStatusCode());
        Assert.Contains("OK but found NotFound", Assert.Throws<HttpResponseException>(() => response.AssertStatusCode(HttpStatusCode.OK)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", Assert.Throws<HttpResponseException>(() => response.AssertStatusCode(HttpStatusCode.OK, _ => "mine")).Message);
        Assert.Equal("own", Assert.Throws<HttpResponseException>(() => response.AssertStatusCode(_ => "own")).Message);
        Assert.Equal("PIPE1004", Assert.Throws<HttpResponseException>(() => response.AssertResponse(x => x.ReasonPhrase!)).Code.Id);
        await response.WriteToFile(Root / "body");
        Assert.Contains("/404", (Root / "body").ReadAllText(), StringComparison.Ordinal);
        Assert.NotEmpty(new HttpResponseException().Message);
    }

    private static async Task AnswerAsync(HttpListenerContext call)
    {
        var path = call.Request.Url!.AbsolutePath;
        var answer = Newtonsoft.Json.JsonConvert.SerializeObject(new { path, body = await LoopbackServer.BodyAsync(call), headers = call.Request.Headers.ToString() });
        await LoopbackServer.AnswerAsync(call, path == "/404" ? 404 : 200, answer);
    }
}
