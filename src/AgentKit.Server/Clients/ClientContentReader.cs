using System.Text.Json;
using System.Text.Json.Nodes;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Clients;

/// <summary>Reads a client's content from JSON: the same rules whether it is new or patched.</summary>
internal static class ClientContentReader
{
    private const int MaxContacts = 50;
    private const int MaxColors = 20;

    /// <exception cref="ProblemException">422 with every mistake.</exception>
    public static ClientContent Read(JsonObject json)
    {
        var fields = new FieldReader(json);
        var content = new ClientContent
        {
            ClientId = fields.OptionalText("client_id", 64, TextForm.Id),
            Name = fields.Text("name", 200),
            Contacts = fields.OptionalObjects("contacts", MaxContacts, Contact) ?? [],
            Brand = fields.OptionalObject("brand", Brand),
        };
        if (content.Contacts.GroupBy(x => x.Email, StringComparer.OrdinalIgnoreCase).Any(x => x.Key.Length > 0 && x.Count() > 1))
            fields.Refuse("contacts", "No two contacts may have one e-mail address.");
        fields.ThrowIfInvalid();
        return content;
    }

    /// <summary>The content that a client has now, as JSON, for a patch to be applied to.</summary>
    public static JsonObject Write(ClientProfile client) => (JsonObject)JsonSerializer.SerializeToNode(
        new ClientContent { ClientId = client.ClientId, Name = client.Name, Contacts = client.Contacts, Brand = client.Brand },
        ServiceJson.Options)!;

    private static ClientContact Contact(FieldReader fields) => new()
    {
        Email = fields.Text("email", 254, TextForm.Email),
        Role = fields.Text("role", 50),
        Name = fields.OptionalText("name", 200),
        Phone = fields.OptionalText("phone", 30, TextForm.Phone),
    };

    private static ClientBrand Brand(FieldReader fields) => new()
    {
        Website = fields.OptionalText("website", 2000, TextForm.WebAddress),
        Industry = fields.OptionalText("industry", 100),
        Description = fields.OptionalText("description", 4000, TextForm.Lines),
        Tagline = fields.OptionalText("tagline", 200),
        ToneOfVoice = fields.OptionalText("tone_of_voice", 1000, TextForm.Lines),
        Colors = fields.OptionalTexts("colors", MaxColors, 7, TextForm.Color)?.ToList(),
    };
}
