namespace Pipeline.Releases.Pages;

/// <summary>What the pages of releases look like: on paper, on a phone, by day and by night.</summary>
public static class PageStyle
{
    /// <summary>Colours, type, tables and blocks of code. A page may add to it.</summary>
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --ink: #1c2430; --soft: #5b6575; --line: #dfe3ea; --code: #f0f2f6;
          --accent: #2459c9; --good: #17794f; --good-soft: #e2f4ea; --bad: #c0262d; --bad-soft: #fdeaea; --doubt: #8a5a00; --doubt-soft: #fdf2dc;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161d; --card: #1b212b; --ink: #e8ecf3; --soft: #a1abbb; --line: #2c3543; --code: #232b37;
            --accent: #8ab1ff; --good: #5fd39c; --good-soft: #163226; --bad: #ff8d8d; --bad-soft: #40201f; --doubt: #f0b95a; --doubt-soft: #3a2c12;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word;
          font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 56px; }
        h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
        h2 { margin: 0 0 12px; font-size: 19px; line-height: 1.3; }
        h3 { margin: 20px 0 8px; font-size: 16px; }
        h4 { margin: 18px 0 6px; font-size: 14px; color: var(--soft); }
        p { margin: 0 0 10px; }
        a { color: var(--accent); }
        code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        code { background: var(--code); border-radius: 4px; padding: 1px 4px; overflow-wrap: anywhere; }
        pre { margin: 0 0 12px; padding: 12px 14px; background: var(--code); border-radius: 8px; overflow-x: auto; }
        pre code { background: none; padding: 0; overflow-wrap: normal; }
        .added { color: var(--good); } .removed { color: var(--bad); } .changed { color: var(--doubt); }
        .scroll { overflow-x: auto; margin: 0 0 12px; }
        .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: 14px; }
        caption { text-align: left; color: var(--soft); padding: 0 0 6px; }
        th, td { text-align: left; vertical-align: top; padding: 7px 14px 7px 0; border-bottom: 1px solid var(--line); }
        th { font-weight: 600; color: var(--soft); font-size: 13px; }
        tbody th { color: var(--ink); font-size: 14px; }
        tr:last-child td, tr:last-child th { border-bottom: 0; }
        thead tr:last-child th { border-bottom: 1px solid var(--line); }
        @media print { body { background: #fff; } .scroll { overflow: visible; } }

        """;

    /// <summary>A plan alone on its page.</summary>
    internal const string PlanCss = """
        main h2 { margin-top: 32px; padding-top: 20px; border-top: 1px solid var(--line); }

        """;
}
