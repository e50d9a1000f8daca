using System.Net;
using AgentKit.Server.Tests.Files;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Auditing;

public sealed class RefusedFileTests
{
    [Fact]
    public async Task A_file_that_would_do_harm_is_written_down_with_its_client()
    {
        await using var service = await FileService.StartAsync();

        var refused = await service.UploadAsync("other", "report.pdf", SampleContent.Exe);

        var entry = await service.Database.GetCollection<BsonDocument>("audit_log").Find("{ action: 'file.refused' }").SingleAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(("client", "acme", "acme", "file-executable"), (entry["resource_type"].AsString, entry["resource_id"].AsString, entry["client_id"].AsString, entry["details"]["reason"].AsString));
    }
}
