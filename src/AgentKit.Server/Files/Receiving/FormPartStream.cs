namespace AgentKit.Server.Files.Receiving;

/// <summary>A part of a form, whose mistakes are the sender's.</summary>
internal sealed class FormPartStream(Stream part) : PassingStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            throw FormUpload.Malformed("It ends before its last boundary.");
        }
    }
}
