using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Values;

namespace Pipeline.Configuration.Cataloguing;

/// <summary>Reads options classes, and collects what is wrong with them.</summary>
internal sealed partial class CatalogueReader
{
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);

    public List<string> Mistakes { get; } = [];

    public SettingGroup? Read(Type type)
    {
        if (type.GetCustomAttribute<SettingGroupAttribute>() is not { } attribute)
            return Refused($"{type.Name} has no [SettingGroup].");
        if (!titles.Add(attribute.Title))
            return Refused($"{type.Name} has the title '{attribute.Title}' of another group.");
        if (type.IsAbstract || type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null)
            return Refused($"{type.Name} has no constructor without parameters.");

        var defaults = Activator.CreateInstance(type, nonPublic: true)!;
        var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(x => x.GetCustomAttribute<SettingAttribute>() is { } setting ? Read(type, x, setting, defaults) : null)
            .OfType<SettingProperty>()
            .ToList();
        return new SettingGroup(type, attribute, properties);
    }

    private SettingGroup? Refused(string mistake)
    {
        Mistakes.Add(mistake);
        return null;
    }

    private SettingProperty? Read(Type group, PropertyInfo property, SettingAttribute attribute, object defaults)
    {
        var place = $"{group.Name}.{property.Name}";
        if (!Name().IsMatch(attribute.Variable))
            Mistakes.Add($"{place}: '{attribute.Variable}' is no variable's name. Use capitals, digits and _, and begin with a letter.");
        if (!places.TryAdd(attribute.Variable, place))
            Mistakes.Add($"{place}: {attribute.Variable} is {places[attribute.Variable]} already.");
        if (string.IsNullOrWhiteSpace(attribute.Description))
            Mistakes.Add($"{place}: {attribute.Variable} has no description.");
        if (!property.CanWrite)
            Mistakes.Add($"{place} can't be set. Give it an init accessor.");
        if (SettingType.Of(property.PropertyType) is not { } type)
        {
            Mistakes.Add($"{place} is a {property.PropertyType.Name}, which no text can be read as. See the remarks of [Setting].");
            return null;
        }

        var read = new SettingProperty(property, attribute, type, defaults);
        if (read is { IsSecret: true, Default: not null })
            Mistakes.Add($"{place} is a secret with a default. A secret doesn't stand in source code: let it be null.");
        else if (read.Default is { } value && !IsEmptyList(value) && !read.Accepts(value, defaults))
            Mistakes.Add($"{place}: the default of {attribute.Variable}, '{type.Format(value)}', isn't {read.Description.Type}.");
        if (attribute.Example is { } example && !IsReference(example, read) && read.Read(example, defaults) is null)
            Mistakes.Add($"{place}: the example of {attribute.Variable}, '{example}', isn't {read.Description.Type}.");
        else if (attribute.Example is null && read.Default is null)
            Mistakes.Add($"{place}: {attribute.Variable} has neither example nor default. Give it an example.");
        return read;
    }

    private static bool IsReference(string example, SettingProperty property) =>
        property.Description.AllowsReference && SettingReference.Is(example) && SettingReference.Read(example) is not null;

    // As good as not set; a variable can't say it.
    private static bool IsEmptyList(object value) => value is ICollection { Count: 0 };

    [GeneratedRegex("^[A-Z][A-Z0-9_]*$")]
    private static partial Regex Name();
}
