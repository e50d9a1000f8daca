using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Pipeline.Configuration.Describing;
using Pipeline.Configuration.Values;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Cataloguing;

/// <summary>A property that is a setting: how it is read, checked and described.</summary>
internal sealed class SettingProperty
{
    private readonly SettingType type;
    private readonly IReadOnlyList<SettingRule> rules;

    public SettingProperty(PropertyInfo property, SettingAttribute attribute, SettingType type, object defaults)
    {
        Property = property;
        this.type = type;
        rules = [.. property.GetCustomAttributes<ValidationAttribute>().Where(x => x is not RequiredAttribute).Select(x => new SettingRule(x))];
        Default = property.GetValue(defaults);
        Description = new SettingDescription
        {
            Name = attribute.Variable,
            Description = attribute.Description,
            Type = Words(),
            Default = Default is null || IsSecret ? null : type.Format(Default),
            Example = attribute.Example,
            IsSecret = IsSecret,
            AllowsReference = IsSecret && attribute.AllowsReference,
            RequiredIn = property.IsDefined(typeof(RequiredAttribute)) ? [SettingAttribute.Everywhere] : attribute.RequiredIn,
        };
    }

    public PropertyInfo Property { get; }

    public SettingDescription Description { get; }

    public string Variable => Description.Name;

    public object? Default { get; }

    public bool IsSecret => Property.PropertyType == typeof(Secret);

    /// <summary>The value that a text stands for; null when it can't be used.</summary>
    public object? Read(string text, object group) => type.Parse(text) is { } value && Accepts(value, group) ? value : null;

    /// <summary>Whether a value keeps the rules.</summary>
    public bool Accepts(object value, object group) => rules.All(x => x.Accepts(value, group, Property.Name));

    private string Words()
    {
        var own = rules.Where(x => x.SaysAll).ToList();
        var start = own.Count == 0 ? type.Words : string.Join(", ", own.Select(x => x.Words(type.Element is not null)));
        if (own.Count > 0 && type.Element is not null)
            start = $"a list with commas between, each {start}";
        return string.Join(", ", [start, .. rules.Where(x => !x.SaysAll).Select(x => x.Words(type.Element is not null))]);
    }
}
