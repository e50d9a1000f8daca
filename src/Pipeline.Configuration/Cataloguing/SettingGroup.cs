namespace Pipeline.Configuration.Cataloguing;

/// <summary>An options class of a catalogue.</summary>
internal sealed record SettingGroup(Type Type, SettingGroupAttribute Attribute, IReadOnlyList<SettingProperty> Properties)
{
    public object New() => Activator.CreateInstance(Type, nonPublic: true)!;
}
