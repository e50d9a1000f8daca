namespace AgentKit.Server.Platforms;

/// <summary>A platform that clients use and that can be connected. In JSON, addresses and the database: <c>triplewhale</c>, <c>hubspot</c>, <c>klaviyo</c>.</summary>
internal enum Platform
{
    Triplewhale,
    Hubspot,
    Klaviyo,
}
