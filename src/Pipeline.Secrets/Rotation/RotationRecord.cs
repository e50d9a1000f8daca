using System.Text.Json;

namespace Pipeline.Secrets.Rotation;

/// <summary>
/// What a rotation has done so far, as it is kept: a secret beside the rotated one, since it holds the new value before that is current, and the
/// old one until it is revoked. Every store can keep it, with the same protection; check-and-set makes sure that one rotation runs at a time.
/// </summary>
internal sealed record RotationRecord
{
    private const string CurrentFormat = "pipeline-rotation/1";

    public required string Id { get; init; }

    /// <summary>The step that comes next.</summary>
    public required RotationStep Next { get; init; }

    public required DateTimeOffset Began { get; init; }

    /// <summary>What was current when it began; null when there was nothing.</summary>
    public string? OldVersion { get; init; }

    public Secret? OldValue { get; init; }

    /// <summary>The new value; null once all is done.</summary>
    public Secret? NewValue { get; init; }

    public string? NewVersion { get; init; }

    /// <summary>The record's name: <c>agentkit/staging/database/app-rotation</c>.</summary>
    public static SecretName NameFor(SecretName rotated) => SecretName.Parse(rotated.Value + "-rotation");

    public static RotationRecord Parse(SecretVersion kept)
    {
        try
        {
            var form = JsonSerializer.Deserialize<Form>(kept.Value.Reveal(), JsonSerializerOptions.Web);
            if (form is { Format: CurrentFormat, Id: not null } && Enum.TryParse<RotationStep>(form.Next, out var next) && (next is RotationStep.Create or RotationStep.Done || form.NewValue is not null))
            {
                return new RotationRecord
                {
                    Id = form.Id,
                    Next = next,
                    Began = form.Began,
                    OldVersion = form.OldVersion,
                    OldValue = Wrap(form.OldValue),
                    NewValue = Wrap(form.NewValue),
                    NewVersion = form.NewVersion,
                };
            }
        }
        catch (JsonException)
        {
            // Its message would show a piece of the record, and so of the values.
        }

        throw new SecretStoreException(SecretErrors.RotationRecordUnreadable, $"The secret '{kept.Name}' (version {kept.Version}) is no record of a rotation. If no rotation is under way, delete it and rotate again.");
    }

    public Secret ToSecret() => new(JsonSerializer.Serialize(
        new Form(CurrentFormat, Id, Next.ToString(), Began, OldVersion, OldValue?.Reveal(), NewValue?.Reveal(), NewVersion), JsonSerializerOptions.Web));

    private static Secret? Wrap(string? text) => text is null ? null : new Secret(text);

    private sealed record Form(string Format, string Id, string Next, DateTimeOffset Began, string? OldVersion, string? OldValue, string? NewValue, string? NewVersion)
    {
        public override string ToString() => Id;
    }
}
