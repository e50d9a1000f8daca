namespace AgentKit.Server.Tests.Clients;

/// <summary>Clients as callers write them.</summary>
internal static class SampleClients
{
    public const string Complete = """
        {
          "client_id": "acme",
          "name": "Acme Outdoor",
          "contacts": [{ "email": "ada@example.com", "role": "primary", "name": "Ada Example", "phone": "+44 20 7946 0000" }],
          "brand": { "website": "https://example.com", "industry": "Clothing", "description": "Jackets.", "colors": ["#1a2b3c"] }
        }
        """;

    public static string Named(string name, string? id = null) => $$"""{ "name": "{{name}}"{{(id is null ? "" : $", \"client_id\": \"{id}\"")}} }""";
}
