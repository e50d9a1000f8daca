using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.Utilities.Net;

/// <summary>An answer was not what the build expects (PIPE1004).</summary>
public class HttpResponseException : PipelineException
{
    /// <summary>An error without more to say.</summary>
    public HttpResponseException()
        : this("The answer of the server is not what the build expects.")
    {
    }

    /// <summary>An error with its message.</summary>
    public HttpResponseException(string message)
        : this(message, null)
    {
    }

    /// <summary>An error with its message and the failure below it.</summary>
    public HttpResponseException(string message, Exception? inner)
        : base(PathErrors.DownloadFailed, message, inner)
    {
    }
}
