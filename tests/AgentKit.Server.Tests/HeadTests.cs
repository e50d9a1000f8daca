using AgentKit.Server.Access;

namespace AgentKit.Server.Tests;

[Trait("Speed", "Slow")]
public sealed class HeadTests
{
    [Fact]
    public async Task Head_is_answered_as_get_without_content()
    {
        await using var service = await RunningService.StartAsync();
        var member = service.As(CallerRole.Member);
        await member.PostAsync("/v1/clients", """{ "name": "Acme", "client_id": "acme" }""");

        foreach (var path in (string[])["/livez", "/readyz", "/metrics", "/openapi.json", "/v1/service", "/v1/clients", "/v1/clients/acme", "/v1/clients/acme/files", "/v1/clients/nobody"])
        {
            var (get, head) = (await member.ReadAsync(path), await member.SendAsync("HEAD", path));
            Assert.True((get.Status, get.ContentType, "") == (head.Status, head.ContentType, head.Text), $"{path}: {head.Status} {head.ContentType} {head.Text} instead of {get.Status} {get.ContentType}");
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        }

        Assert.Equal(401, (await service.Client.SendAsync("HEAD", "/v1/clients")).Status);
        Assert.Equal(405, (await member.SendAsync("HEAD", "/v1/clients/acme/uploads")).Status);
    }
}
