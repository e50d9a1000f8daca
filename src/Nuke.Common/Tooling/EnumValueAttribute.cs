using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>The text that a value of an enum stands for, where it isn't its name.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class EnumValueAttribute(string value) : Attribute
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;
}

/// <summary>Reads <see cref="EnumValueAttribute"/>.</summary>
public static class EnumerationExtensions
{
    /// <summary>The text that the value stands for.</summary>
    public static string GetValue<T>(this T value) where T : Enum
    {
        var name = value.ToString();
        return typeof(T).GetField(name)?.GetCustomAttribute<EnumValueAttribute>()?.Value ?? name;
    }
}
