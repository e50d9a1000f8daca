using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>The version of MongoDB whose behaviour the server has.</summary>
internal static class ServerVersion
{
    public const string Text = "8.0.13";

    public const string Feature = "8.0";

    public static BsonArray Parts => [8, 0, 13, 0];
}
