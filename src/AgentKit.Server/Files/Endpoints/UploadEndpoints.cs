using AgentKit.Server.Clients;
using AgentKit.Server.Files.Receiving;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Uploads through this service, as a request's body.</summary>
internal static class UploadEndpoints
{
    /// <summary><c>POST /v1/clients/{client_id}/files?category=…&amp;name=…</c>, with the file as the body or as the one part of a form.</summary>
    public static async Task<IResult> ReceiveAsync(HttpContext context, StreamedUpload upload, FileSettings settings, UploadOutcomes outcomes)
    {
        var client = context.Client();
        var address = UploadAddress.Read(context, settings);
        BodyLimits.Apply(context, address.Rule.MaxBytes, settings);
        return await outcomes.OfAsync(client.ClientId, address.Rule.Category, async cancellationToken =>
        {
            if (!FormUpload.IsForm(context.Request))
                return await upload.ReceiveAsync(client.ClientId, UploadRequest.OfBody(context.Request, address), context.Request.Body, static _ => Task.CompletedTask, cancellationToken);
            var form = await FormUpload.OpenAsync(context.Request, address, cancellationToken);
            return await upload.ReceiveAsync(client.ClientId, form.Request, form.Content, form.EndAsync, cancellationToken);
        });
    }
}
