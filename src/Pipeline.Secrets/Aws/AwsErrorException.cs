using Pipeline.Errors;

namespace Pipeline.Secrets.Aws;

/// <summary>The service's own error, by its type.</summary>
internal sealed class AwsErrorException(ErrorCode code, string type, bool isDeleted, string message) : SecretStoreException(code, message)
{
    /// <summary><c>ResourceNotFoundException</c> and so on.</summary>
    public string Type => type;

    /// <summary>Whether the secret is scheduled for deletion.</summary>
    public bool IsDeleted => isDeleted;
}
