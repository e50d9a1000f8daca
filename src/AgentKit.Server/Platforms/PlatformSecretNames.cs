using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Json;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms;

/// <summary>
/// The name of a connection's secret: <c>agentkit/ENVIRONMENT/platforms/ORGANIZATION/CLIENT/PLATFORM</c>. Ids are mapped so that different ones never
/// give the same name, whatever is in them: what a name can't hold becomes <c>_</c> and its bytes in hexadecimal, and a long id a hash.
/// </summary>
internal static class PlatformSecretNames
{
    private const int MaxSegment = 64;

    public static SecretName Of(string environment, string organizationId, string clientId, Platform platform) =>
        SecretName.Parse($"agentkit/{Segment(environment.ToLowerInvariant())}/platforms/{Segment(organizationId)}/{Segment(clientId)}/{SnakeCase.Of(platform)}");

    private static string Segment(string id)
    {
        var segment = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(id))
        {
            if ((char)value is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
                segment.Append((char)value);
            else
                segment.Append('_').Append(Convert.ToHexStringLower([value]));
        }

        // "_h" begins no escaped byte, so a hash is no other id's name.
        return segment.Length <= MaxSegment ? segment.ToString() : $"_h{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..60]}";
    }
}
