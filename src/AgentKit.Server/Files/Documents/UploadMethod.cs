namespace AgentKit.Server.Files.Documents;

/// <summary>How an upload travels.</summary>
internal enum UploadMethod
{
    /// <summary>As a request's body, through this service.</summary>
    Streamed,

    /// <summary>To the object store, by one presigned request.</summary>
    Direct,

    /// <summary>In parts through this service, each of which can be sent again.</summary>
    Multipart,
}
