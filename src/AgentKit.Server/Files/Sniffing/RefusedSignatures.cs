using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>How programs, scripts and containers begin that are never taken, whatever they are called.</summary>
internal static class RefusedSignatures
{
    private static readonly (RefusalReason Reason, string Name, Signature Signature)[] s_all =
    [
        Program("a Windows program", At(0, "MZ")),
        Program("a Linux program", new Signature(0, [0x7F, 0x45, 0x4C, 0x46])),
        Program("a macOS program", new Signature(0, [0xFE, 0xED, 0xFA, 0xCE])),
        Program("a macOS program", new Signature(0, [0xFE, 0xED, 0xFA, 0xCF])),
        Program("a macOS program", new Signature(0, [0xCE, 0xFA, 0xED, 0xFE])),
        Program("a macOS program", new Signature(0, [0xCF, 0xFA, 0xED, 0xFE])),
        Program("a macOS program or a Java class", new Signature(0, [0xCA, 0xFE, 0xBA, 0xBE])),
        Program("a WebAssembly module", At(0, "\0asm")),
        Program("an Android program", At(0, "dex\n")),
        Program("a Windows shortcut", new Signature(0, [0x4C, 0, 0, 0, 1, 0x14, 2, 0])),
        Program("a compiled help file", At(0, "ITSF")),
        Program("a Debian package or a static library", At(0, "!<arch>\n")),
        Program("an RPM package", new Signature(0, [0xED, 0xAB, 0xEE, 0xDB])),
        Program("a Flash film", At(0, "FWS")),
        Program("a Flash film", At(0, "CWS")),
        Program("a Flash film", At(0, "ZWS")),
        Program("a script", At(0, "#!")),
        Program("a script", new Signature(0, [0xEF, 0xBB, 0xBF, 0x23, 0x21])),
        Other("an old Office document, which may hold macros; save it as docx, xlsx or pptx", new Signature(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])),
        Other("a rich text document", At(0, "{\\rtf")),
        Other("a RAR archive; send a ZIP", At(0, "Rar!\u001a\u0007")),
        Other("a 7z archive; send a ZIP", new Signature(0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])),
        Other("an xz archive; send a ZIP", new Signature(0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])),
        Other("a bzip2 archive; send a ZIP", At(0, "BZh")),
        Other("a zstd archive; send a ZIP", new Signature(0, [0x28, 0xB5, 0x2F, 0xFD])),
        Other("a cabinet archive; send a ZIP", At(0, "MSCF")),
        Other("a tar archive; send a ZIP", At(257, "ustar")),
        Other("a disc image", At(32769, "CD001")),
        Other("an empty or split ZIP archive", At(0, "PK\u0005\u0006")),
        Other("an empty or split ZIP archive", At(0, "PK\u0007\u0008")),
    ];

    /// <summary>The first words of scripts that have no interpreter line. Compared without regard to case.</summary>
    private static readonly string[] s_scriptWords = ["@echo off", "<?php", "<?=", "<%@", "on error resume next", "windows registry editor", "[internetshortcut]", "powershell ", "wscript."];

    public static Refusal? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (reason, name, signature) in s_all)
        {
            if (signature.Matches(head))
                return new Refusal(reason, $"The content is {name}.");
        }

        return null;
    }

    /// <summary>Whether a text is a script by its first words.</summary>
    public static bool IsScript(ReadOnlySpan<char> text)
    {
        foreach (var word in s_scriptWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static (RefusalReason Reason, string Name, Signature Signature) Program(string name, Signature signature) => (RefusalReason.Executable, name, signature);

    private static (RefusalReason Reason, string Name, Signature Signature) Other(string name, Signature signature) => (RefusalReason.UnknownType, name, signature);

    private static Signature At(int offset, string bytes) => new(offset, Encoding.Latin1.GetBytes(bytes));
}
