using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>A registry in memory with what Debian's lacks: the referrers API, pages of tags, deletion of a tag alone. A fake: it keeps to the contract that both are held against.</summary>
internal sealed class FakeRegistry : LocalServer
{
    private readonly ConcurrentDictionary<(string Repository, string Digest), byte[]> blobs = new();
    private readonly ConcurrentDictionary<(string Repository, string Selector), (byte[] Content, string MediaType)> manifests = new();
    private readonly ConcurrentDictionary<string, byte[]> uploads = new();

    /// <summary>How many entries a page of a list has.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>The least that a piece of an upload must have, but for the last; 0 to say nothing of it.</summary>
    public int MinChunk { get; init; }

    /// <summary>What it answers where the referrers API would be; null where it has that.</summary>
    public Func<HttpResponse, Task>? InsteadOfReferrers { get; init; }

    protected override async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var path = request.Path.Value!["/v2/".Length..];
        string[] parts = path.Split('/');
        var kind = Array.FindLastIndex(parts, x => x is "blobs" or "manifests" or "tags" or "referrers");
        if (kind < 0)
        {
            await WriteAsync(response, 200, "{}");
            return;
        }

        var repository = string.Join('/', parts[..kind]);
        await (parts[kind] switch
        {
            "manifests" => ManifestAsync(request, response, repository, parts[^1], body.ToArray()),
            "blobs" when parts[kind + 1] == "uploads" => UploadAsync(request, response, repository, parts[^1], body.ToArray()),
            "blobs" => BlobAsync(request, response, repository, parts[^1]),
            "tags" => TagsAsync(request, response, repository),
            _ => ReferrersAsync(request, response, repository, parts[^1]),
        });
    }

    private async Task ManifestAsync(HttpRequest request, HttpResponse response, string repository, string selector, byte[] body)
    {
        switch (request.Method)
        {
            case "PUT":
                var digest = Digest.Of(body).ToString();
                manifests[(repository, digest)] = manifests[(repository, selector)] = (body, request.ContentType!);
                response.Headers["Docker-Content-Digest"] = digest;
                if (InsteadOfReferrers is null && (string?)JsonNode.Parse(body)!["subject"]?["digest"] is { } subject)
                    response.Headers["OCI-Subject"] = subject;
                await WriteAsync(response, 201);
                return;
            case "DELETE" when manifests.TryRemove((repository, selector), out var removed):
                foreach (var tag in manifests.Where(x => selector.StartsWith("sha256:", StringComparison.Ordinal) && x.Key.Repository == repository && x.Value.Content.SequenceEqual(removed.Content)).ToList())
                    manifests.TryRemove(tag.Key, out _);
                await WriteAsync(response, 202);
                return;
            default:
                if (!manifests.TryGetValue((repository, selector), out var found))
                {
                    await WriteAsync(response, 404, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""");
                    return;
                }

                response.Headers["Docker-Content-Digest"] = Digest.Of(found.Content).ToString();
                await ContentAsync(request, response, found.Content, found.MediaType);
                return;
        }
    }

    private async Task BlobAsync(HttpRequest request, HttpResponse response, string repository, string digest)
    {
        if (blobs.TryGetValue((repository, digest), out var content))
            await ContentAsync(request, response, content, "application/octet-stream");
        else
            await WriteAsync(response, 404, """{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown"}]}""");
    }

    private async Task UploadAsync(HttpRequest request, HttpResponse response, string repository, string id, byte[] body)
    {
        var sofar = uploads.GetValueOrDefault(id) ?? [];
        switch (request.Method)
        {
            case "POST":
                if ((string?)request.Query["mount"] is { } mount && blobs.TryGetValue((request.Query["from"].ToString(), mount), out var other))
                {
                    blobs[(repository, mount)] = other;
                    await WriteAsync(response, 201);
                    return;
                }

                uploads[id = Guid.NewGuid().ToString("N")] = [];
                if (MinChunk > 0)
                    response.Headers["OCI-Chunk-Min-Length"] = MinChunk.ToString(CultureInfo.InvariantCulture);
                response.Headers["Location"] = $"/v2/{repository}/blobs/uploads/{id}?state=a%3Db";
                await WriteAsync(response, 202);
                return;
            case "PATCH":
                if (request.Headers["Content-Range"] != $"{sofar.Length}-{sofar.Length + body.Length - 1}")
                {
                    await WriteAsync(response, 416);
                    return;
                }

                uploads[id] = sofar = [.. sofar, .. body];
                goto case "GET";
            case "GET":
                response.Headers["Location"] = $"/v2/{repository}/blobs/uploads/{id}?state=a%3Db";
                response.Headers["Range"] = $"0-{Math.Max(0, sofar.Length - 1)}";
                await WriteAsync(response, request.Method == "GET" ? 204 : 202);
                return;
            default:
                byte[] whole = [.. sofar, .. body];
                var digest = request.Query["digest"].ToString();
                var good = Digest.Of(whole).ToString() == digest;
                if (good)
                    blobs[(repository, digest)] = whole;
                await WriteAsync(response, good ? 201 : 400, good ? "" : """{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content"}]}""");
                return;
        }
    }

    private async Task TagsAsync(HttpRequest request, HttpResponse response, string repository)
    {
        string[] all = [.. manifests.Keys.Where(x => x.Repository == repository && !x.Selector.StartsWith("sha256:", StringComparison.Ordinal)).Select(x => x.Selector).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
        {
            await WriteAsync(response, 404, """{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}""");
            return;
        }

        string[] rest = [.. all.Where(x => string.CompareOrdinal(x, (string?)request.Query["last"]) > 0)];
        if (rest.Length > PageSize)
            response.Headers["Link"] = $"""</v2/{repository}/tags/list?last={rest[PageSize - 1]}&n={PageSize}>; rel="next" """.TrimEnd();
        await WriteAsync(response, 200, new JsonObject { ["name"] = repository, ["tags"] = new JsonArray([.. rest.Take(PageSize).Select(x => (JsonNode)x)]) }.ToJsonString());
    }

    private async Task ReferrersAsync(HttpRequest request, HttpResponse response, string repository, string subject)
    {
        if (InsteadOfReferrers is not null)
        {
            await InsteadOfReferrers(response);
            return;
        }

        var offset = int.Parse((string?)request.Query["offset"] ?? "0", CultureInfo.InvariantCulture);
        var all = manifests.Where(x => x.Key.Repository == repository && x.Key.Selector.StartsWith("sha256:", StringComparison.Ordinal)).OrderBy(x => x.Key.Selector, StringComparer.Ordinal)
            .Select(x => (x.Key.Selector, x.Value.Content, Json: JsonNode.Parse(x.Value.Content)!)).Where(x => (string?)x.Json["subject"]?["digest"] == subject).ToList();
        if (all.Count > offset + PageSize)
            response.Headers["Link"] = $"""</v2/{repository}/referrers/{subject}?offset={offset + PageSize}>; rel="next" """.TrimEnd();
        var page = all.Skip(offset).Take(PageSize).Select(x => (JsonNode)new JsonObject
        {
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = x.Selector, ["size"] = x.Content.Length,
            ["artifactType"] = (string?)x.Json["artifactType"], ["annotations"] = x.Json["annotations"]?.DeepClone(),
        });
        await WriteAsync(response, 200, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray([.. page]) }.ToJsonString(), "application/vnd.oci.image.index.v1+json");
    }

    private static async Task ContentAsync(HttpRequest request, HttpResponse response, byte[] content, string mediaType)
    {
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        if (request.Method != "HEAD")
            await response.Body.WriteAsync(content);
    }
}
