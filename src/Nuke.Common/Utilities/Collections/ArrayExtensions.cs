namespace Nuke.Common.Utilities.Collections;

/// <summary>Takes arrays apart: <c>var (name, value) = line.Split('=');</c>. What is missing gets the type's default.</summary>
public static class ArrayExtensions
{
    /// <summary>The first 1 item.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0)
    {
        t0 = items.ElementAtOrDefault(0)!;
    }

    /// <summary>The first 2 items.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0, out T t1)
    {
        t0 = items.ElementAtOrDefault(0)!;
        t1 = items.ElementAtOrDefault(1)!;
    }

    /// <summary>The first 3 items.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0, out T t1, out T t2)
    {
        t0 = items.ElementAtOrDefault(0)!;
        t1 = items.ElementAtOrDefault(1)!;
        t2 = items.ElementAtOrDefault(2)!;
    }

    /// <summary>The first 4 items.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0, out T t1, out T t2, out T t3)
    {
        t0 = items.ElementAtOrDefault(0)!;
        t1 = items.ElementAtOrDefault(1)!;
        t2 = items.ElementAtOrDefault(2)!;
        t3 = items.ElementAtOrDefault(3)!;
    }

    /// <summary>The first 5 items.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0, out T t1, out T t2, out T t3, out T t4)
    {
        t0 = items.ElementAtOrDefault(0)!;
        t1 = items.ElementAtOrDefault(1)!;
        t2 = items.ElementAtOrDefault(2)!;
        t3 = items.ElementAtOrDefault(3)!;
        t4 = items.ElementAtOrDefault(4)!;
    }

    /// <summary>The first 6 items.</summary>
    public static void Deconstruct<T>(this T[] items, out T t0, out T t1, out T t2, out T t3, out T t4, out T t5)
    {
        t0 = items.ElementAtOrDefault(0)!;
        t1 = items.ElementAtOrDefault(1)!;
        t2 = items.ElementAtOrDefault(2)!;
        t3 = items.ElementAtOrDefault(3)!;
        t4 = items.ElementAtOrDefault(4)!;
        t5 = items.ElementAtOrDefault(5)!;
    }
}
