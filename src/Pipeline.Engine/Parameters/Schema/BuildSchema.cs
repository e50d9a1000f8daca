using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters.Conversion;
using Pipeline.Engine.Parameters.Files;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Parameters.Schema;

/// <summary><c>.nuke/build.schema.json</c>: a JSON schema (draft 07, in NUKE's shape) by which editors check and complete the parameter files.</summary>
public static class BuildSchema
{
    /// <summary>The schema's text; the same build always gives the same text.</summary>
    /// <param name="targets">The build's targets.</param>
    /// <param name="parameters">The build's parameters and the engine's: <see cref="ParameterValues.Parameters"/>.</param>
    public static string Render(IReadOnlyList<TargetDefinition> targets, IReadOnlyList<ParameterSpec> parameters)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(parameters);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, targets, parameters);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>Writes the file, only if its text changed.</summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="Errors.PipelineException">The file can't be written.</exception>
    public static bool Save(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return false;
        AtomicFile.Write(path, text);
        return true;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<TargetDefinition> targets, IReadOnlyList<ParameterSpec> parameters)
    {
        var sorted = new List<ParameterSpec>(parameters);
        sorted.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        var names = EngineParameters.TargetNames(targets);
        names.Sort(StringComparer.Ordinal);

        writer.WriteStartObject();
        writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        writer.WriteStartObject("definitions");
        WriteDefinition(writer, "ExecutableTarget", names);
        foreach (var spec in sorted)
        {
            if (spec.IsBuiltIn && Definition(spec) is { } definition and not "ExecutableTarget")
                WriteDefinition(writer, definition, TypeText.Choices(spec));
        }

        writer.WriteStartObject("NukeBuild");
        WriteProperties(writer, sorted, builtIn: true);
        writer.WriteEndObject();
        writer.WriteEndObject();

        writer.WriteStartArray("allOf");
        writer.WriteStartObject();
        WriteProperties(writer, sorted, builtIn: false);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("$ref", "#/definitions/NukeBuild");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDefinition(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        WriteEnum(writer, values);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, List<ParameterSpec> parameters, bool builtIn)
    {
        writer.WriteStartObject("properties");
        foreach (var spec in parameters)
        {
            if (spec.IsBuiltIn != builtIn || (spec.Origins & ParameterOrigins.Files) == 0)
                continue;
            writer.WriteStartObject(spec.Name);
            WriteSpec(writer, spec);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteSpec(Utf8JsonWriter writer, ParameterSpec spec)
    {
        var type = Nullable.GetUnderlyingType(spec.Type) ?? spec.Type;
        // A secret may stand encrypted, which is text whatever its type; a reference has no place for a description in draft 07.
        if (spec.IsSecret)
            writer.WriteString("type", "string");
        else
            WriteType(writer, type, spec);
        if (!string.IsNullOrEmpty(spec.Description))
            writer.WriteString("description", spec.Description);
        if (spec.IsSecret)
            writer.WriteString("default", "Secrets must be entered via './build.sh :secrets [profile]'");
    }

    private static void WriteType(Utf8JsonWriter writer, Type type, ParameterSpec? spec)
    {
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
        {
            writer.WriteString("type", shape.Key is null ? "array" : "object");
            writer.WriteStartObject(shape.Key is null ? "items" : "additionalProperties");
            WriteType(writer, Nullable.GetUnderlyingType(shape.Element) ?? shape.Element, spec);
            writer.WriteEndObject();
        }
        else if (spec is not null && Definition(spec) is { } definition)
            writer.WriteString("$ref", "#/definitions/" + definition);
        else
        {
            writer.WriteString("type", JsonType(type));
            var choices = spec is null ? [] : TypeText.Choices(spec);
            if (choices.Count > 0)
                WriteEnum(writer, choices);
        }
    }

    private static string? Definition(ParameterSpec spec) => !spec.IsBuiltIn ? null : spec.Name switch
    {
        EngineParameters.Target or nameof(EngineOptions.Skip) => "ExecutableTarget",
        nameof(EngineOptions.Verbosity) => "Verbosity",
        nameof(EngineOptions.Host) when spec.AllowedValues is not null => "Host",
        _ => null,
    };

    private static string JsonType(Type type)
    {
        if (type.IsEnum)
            return "string";
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean:
                return "boolean";
            case TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64:
                return "integer";
            case TypeCode.Single or TypeCode.Double or TypeCode.Decimal:
                return "number";
        }

        return !TextConversion.HasOne(type) && ValueConversion.IsComposite(type) ? "object" : "string";
    }

    private static void WriteEnum(Utf8JsonWriter writer, IReadOnlyList<string> values)
    {
        writer.WriteStartArray("enum");
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
