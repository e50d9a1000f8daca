using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>
/// A set of named values that isn't closed: <c>public static Configuration Debug = new() { Value = nameof(Debug) };</c>.
/// Two values of the same type are equal when their text is.
/// </summary>
public abstract class Enumeration
{
    /// <summary>The text of the value.</summary>
    protected string Value { get; set; } = null!;

    /// <summary>The text.</summary>
    public static implicit operator string?(Enumeration? value) => value?.Value;

    /// <summary>Same type and text.</summary>
    public static bool operator ==(Enumeration? a, Enumeration? b) => Equals(a, b);

    /// <summary>Other type or text.</summary>
    public static bool operator !=(Enumeration? a, Enumeration? b) => !Equals(a, b);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Enumeration other && other.GetType() == GetType() && other.Value == Value;

    /// <inheritdoc />
    public override int GetHashCode() => Value is null ? 0 : Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Finds a value by the name of its field or by its text, whatever the case; parameters are converted with it.</summary>
    public class TypeConverter<T> : TypeConverter
    {
        /// <inheritdoc />
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc />
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
        {
            if (value is not string text)
                return base.ConvertFrom(context, culture, value);

            var known = new List<string>();
            foreach (var field in typeof(T).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.FlattenHierarchy))
            {
                if (!typeof(T).IsAssignableFrom(field.FieldType))
                    continue;
                var candidate = field.GetValue(null);
                if (field.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || text.Equals(candidate?.ToString(), StringComparison.OrdinalIgnoreCase))
                    return candidate;
                known.Add(candidate?.ToString() ?? field.Name);
            }
            throw new FormatException($"'{text}' is not a {typeof(T).Name}. Known are: {string.Join(", ", known)}.");
        }
    }
}
