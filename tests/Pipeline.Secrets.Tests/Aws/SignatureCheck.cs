using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Secrets.Tests.Aws;

/// <summary>AWS Signature Version 4 from what a server received, written from its document (docs.aws.amazon.com/IAM: "Create a signed AWS API request"), without the SDK.</summary>
internal static partial class SignatureCheck
{
    private static readonly string[] s_mustBeSigned = ["content-type", "host", "x-amz-date", "x-amz-target"];

    public static bool Holds(HttpRequest request, byte[] body, string accessKey, string secretKey, string region)
    {
        var match = Authorization().Match(request.Headers.Authorization.ToString());
        var date = request.Headers["X-Amz-Date"].ToString();
        var scope = $"{date[..8]}/{region}/secretsmanager/aws4_request";
        var names = match.Groups["headers"].Value.Split(';');
        if (!match.Success || match.Groups["credential"].Value != $"{accessKey}/{scope}" || !s_mustBeSigned.All(names.Contains) || (request.Headers.ContainsKey("X-Amz-Security-Token") && !names.Contains("x-amz-security-token")))
            return false;

        var headers = string.Concat(names.Select(x => $"{x}:{request.Headers[x]}\n"));
        var canonical = $"{request.Method}\n{request.Path}\n\n{headers}\n{match.Groups["headers"].Value}\n{Hex(SHA256.HashData(body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return match.Groups["signature"].Value == Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), SignedHeaders=(?<headers>[^,]+), Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
