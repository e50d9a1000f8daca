using System.Text.Json.Serialization;

namespace Pipeline.ObjectStorage.Local;

/// <summary>What the store writes as JSON.</summary>
[JsonSerializable(typeof(LocalFooter))]
[JsonSerializable(typeof(LocalUpload))]
[JsonSerializable(typeof(LocalToken))]
internal sealed partial class LocalJson : JsonSerializerContext;
