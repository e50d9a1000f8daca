using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Pipeline.Errors;

namespace Pipeline.Migrations.Compatibility;

/// <summary>A version of the application, ordered as semver.org says: <c>2.0.0-rc.1</c> is before <c>2.0.0</c>; what follows a + doesn't count.</summary>
public sealed class ApplicationVersion : IComparable<ApplicationVersion>, IEquatable<ApplicationVersion>
{
    private readonly BigInteger[] _numbers;
    private readonly string[] _labels;
    private readonly string _text;

    private ApplicationVersion(BigInteger[] numbers, string[] labels, string text)
    {
        _numbers = numbers;
        _labels = labels;
        _text = text;
    }

    /// <summary>Reads <c>2</c>, <c>2.1</c>, <c>2.1.0</c>, <c>v2.1.0-rc.1+build</c>.</summary>
    /// <exception cref="PipelineException">PIPE8005: it isn't one.</exception>
    public static ApplicationVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw new PipelineException(MigrationErrors.InvalidApplicationVersion, $"'{text}' is no application version. Write it as 2.0.0 or 2.0.0-rc.1.") { ExitCode = 2 };

    /// <summary>Reads a version, where it is one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApplicationVersion? version)
    {
        version = null;
        var body = (text ?? "").TrimStart('v').Split('+', 2)[0].Split('-', 2);
        var parts = body[0].Split('.');
        var numbers = new BigInteger[Math.Max(parts.Length, 3)];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!BigInteger.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        string[] labels = body.Length > 1 ? body[1].Split('.') : [];
        if (labels.Any(x => x.Length == 0 || !x.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            return false;

        version = new ApplicationVersion(numbers, labels, text!);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ApplicationVersion? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Math.Max(_numbers.Length, other._numbers.Length); i++)
        {
            var order = _numbers.ElementAtOrDefault(i).CompareTo(other._numbers.ElementAtOrDefault(i));
            if (order != 0)
                return order;
        }

        // A release is after its pre-releases.
        if (_labels.Length == 0 || other._labels.Length == 0)
            return other._labels.Length.CompareTo(_labels.Length);
        for (var i = 0; i < Math.Min(_labels.Length, other._labels.Length); i++)
        {
            var order = CompareLabels(_labels[i], other._labels[i]);
            if (order != 0)
                return order;
        }

        return _labels.Length.CompareTo(other._labels.Length);
    }

    /// <inheritdoc/>
    public bool Equals(ApplicationVersion? other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ApplicationVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var number in _numbers.Reverse().SkipWhile(x => x.IsZero))
            hash.Add(number);
        foreach (var label in _labels)
            hash.Add(label);
        return hash.ToHashCode();
    }

    /// <summary>As it was written.</summary>
    public override string ToString() => _text;

    /// <summary>The same version.</summary>
    public static bool operator ==(ApplicationVersion? left, ApplicationVersion? right) => left?.Equals(right) ?? right is null;

    /// <summary>Another version.</summary>
    public static bool operator !=(ApplicationVersion? left, ApplicationVersion? right) => !(left == right);

    /// <summary>An older version.</summary>
    public static bool operator <(ApplicationVersion left, ApplicationVersion right) => left.CompareTo(right) < 0;

    /// <summary>An older version, or the same.</summary>
    public static bool operator <=(ApplicationVersion left, ApplicationVersion right) => left.CompareTo(right) <= 0;

    /// <summary>A newer version.</summary>
    public static bool operator >(ApplicationVersion left, ApplicationVersion right) => left.CompareTo(right) > 0;

    /// <summary>A newer version, or the same.</summary>
    public static bool operator >=(ApplicationVersion left, ApplicationVersion right) => left.CompareTo(right) >= 0;

    private static int CompareLabels(string left, string right)
    {
        var leftIsNumber = BigInteger.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var leftNumber);
        var rightIsNumber = BigInteger.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var rightNumber);
        return (leftIsNumber, rightIsNumber) switch
        {
            (true, true) => leftNumber.CompareTo(rightNumber),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };
    }
}
