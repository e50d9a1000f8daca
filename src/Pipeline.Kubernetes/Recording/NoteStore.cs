using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Recording;

/// <summary>The notes of one application, each a Secret.</summary>
internal sealed class NoteStore(ApiClient client, string application, string @namespace)
{
    private const string SecretType = "pipeline/note.v1";
    private const string Key = "note";

    private string Folder => $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/secrets";

    public async Task<ReleaseNote?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await client.FindAsync(PathOf(name), cancellationToken) is { } secret ? Decode(name, secret) : null;

    /// <exception cref="PipelineException">PIPE4124: somebody else has written it.</exception>
    public async Task<ReleaseNote> WriteAsync(ReleaseNote note, CancellationToken cancellationToken)
    {
        var (method, path) = note.Version is null ? (HttpMethod.Post, Folder) : (HttpMethod.Put, PathOf(note.Name));
        try
        {
            var written = await client.SendAsync(new ApiRequest(method, path) { Body = Encode(note) }, cancellationToken);
            return note with { Version = written.Body.Text("metadata", "resourceVersion") };
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.Conflict || (error.Status == HttpStatusCode.NotFound && note.Version is not null))
        {
            throw new PipelineException(DeployErrors.NoteChanged, $"The note '{note.Name}' of {application} in {@namespace} was changed by somebody else meanwhile. See what they did, and run this again.", error);
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(new ApiRequest(HttpMethod.Delete, PathOf(name)), cancellationToken);
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }

    private JsonObject Encode(ReleaseNote note)
    {
        var metadata = new JsonObject
        {
            ["name"] = SecretName(note.Name),
            ["namespace"] = @namespace,
            // Without the label of release records: it is none.
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "pipeline", ["pipeline/note"] = note.Name },
        };
        if (note.Version is { } version)
            metadata["resourceVersion"] = version;
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = metadata,
            ["type"] = SecretType,
            ["data"] = new JsonObject { [Key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(note.Content.ToJsonString())) },
        };
    }

    private ReleaseNote Decode(string name, JsonObject secret)
    {
        try
        {
            var content = JsonNode.Parse(Convert.FromBase64String(secret.Text("data", Key)!))!.AsObject();
            return new ReleaseNote(name, content, secret.Text("metadata", "resourceVersion"));
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentNullException or InvalidOperationException or NullReferenceException)
        {
            throw new PipelineException(DeployErrors.UnreadableRelease, $"The note Secret/{@namespace}/{SecretName(name)} can't be read: {error.Message} Restore it, or delete it and so give up what it says.", error);
        }
    }

    private string SecretName(string name) => $"pipeline.note.{application}.{name}";

    private string PathOf(string name) => $"{Folder}/{Uri.EscapeDataString(SecretName(name))}";
}
