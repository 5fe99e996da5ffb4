namespace PgGanLab.Cli.Reports;

/// <summary>How a report looks, light or dark as its reader has it, and how it moves.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --canvas: light-dark(#f5f6f8, #0c0f14); --surface: light-dark(#fff, #141920);
          --line: light-dark(#e3e7ed, #252c38); --ink: light-dark(#10151d, #e9edf3); --ink-2: light-dark(#465060, #b0b9c6);
          --accent: light-dark(#5a43e6, #8b7bff); --accent-soft: light-dark(#ecebfe, #25214b);
          --c1: light-dark(#5a43e6, #9a8cff); --c2: light-dark(#0b8f6a, #41d3a0); --c3: light-dark(#d9570b, #ff9a57);
          --c4: light-dark(#c4288f, #f57ac6); --c5: light-dark(#1c74d8, #6db3ff); --c6: light-dark(#8d6b00, #e3c04a);
          --c7: light-dark(#008b9a, #3fcfdc); --c8: light-dark(#b3282d, #ff8087); }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1100px; padding: 24px 16px; background: var(--canvas); color: var(--ink);
          font: 14px/1.5 Inter, system-ui, sans-serif; }
        h1 { font-size: 24px; margin: 0; } h2 { font-size: 16px; margin: 0 0 8px; display: inline-block; }
        h3 { font-size: 14px; margin: 0 0 6px; overflow-wrap: anywhere; } p { margin: 0 0 8px; color: var(--ink-2); }
        section, .tile { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 16px;
          margin: 12px 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; }
        .tile { margin: 0; } .tile span, .tile small, footer { color: var(--ink-2); display: block; }
        .tile strong { font-size: 20px; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--ink-2); font-weight: 600; } .sortable th { cursor: pointer; }
        th[aria-sort=ascending]::after { content: " ↑"; } th[aria-sort=descending]::after { content: " ↓"; }
        tr.on td, figure.on { background: var(--accent-soft); }
        svg { width: 100%; min-width: 640px; height: auto; display: block; } svg text { font-size: 11px; fill: var(--ink-2); }
        .grid { stroke: var(--line); } .reference { stroke: var(--ink-2); stroke-dasharray: 4 4; }
        polyline { fill: none; stroke: var(--colour); stroke-width: 2; } circle { fill: var(--colour); }
        .other { --colour: light-dark(#c6cdd8, #3a4453); } .curve.other polyline { stroke-width: 1; }
        .c1 { --colour: var(--c1); } .c2 { --colour: var(--c2); } .c3 { --colour: var(--c3); } .c4 { --colour: var(--c4); }
        .c5 { --colour: var(--c5); } .c6 { --colour: var(--c6); } .c7 { --colour: var(--c7); } .c8 { --colour: var(--c8); }
        .picked .curve:not(.on) { opacity: .15; } .curve.on polyline { stroke-width: 3.5; }
        .curve.on.other { --colour: var(--ink); }
        .mark { display: inline-block; width: 10px; height: 10px; border-radius: 5px; background: var(--colour);
          margin-right: 6px; }
        .settings, .samples { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; }
        .bar { height: 8px; border-radius: 4px; background: var(--line); margin-bottom: 4px; }
        .bar div { height: 100%; border-radius: 4px; background: var(--accent); }
        figure { margin: 0; padding: 8px; border-radius: 8px; } figure img { width: 100%; image-rendering: pixelated; }
        summary { cursor: pointer; } pre { overflow-x: auto; } footer { margin-top: 16px; font-size: 12px; }
        """;

    /// <summary>A row, a curve and samples of the same experiment show each other; headings sort the table.</summary>
    public const string Script = """
        const parts = [...document.querySelectorAll('[data-run]')];
        const pick = run => {
          document.body.classList.toggle('picked', run !== null);
          for (const part of parts) part.classList.toggle('on', part.dataset.run === run);
        };
        for (const part of parts) {
          part.addEventListener('pointerenter', () => pick(part.dataset.run));
          part.addEventListener('pointerleave', () => pick(null));
        }
        const value = cell => {
          const text = cell.dataset.value ?? cell.textContent;
          return text === '' || isNaN(text) ? text : Number(text);
        };
        const sort = heading => {
          const descending = heading.getAttribute('aria-sort') === 'ascending';
          for (const other of heading.parentNode.children) other.removeAttribute('aria-sort');
          heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
          const body = heading.closest('table').tBodies[0];
          const known = row => value(row.cells[heading.cellIndex]) !== '–';
          const compare = (a, b) => {
            const [x, y] = [a, b].map(row => value(row.cells[heading.cellIndex]));
            const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
            return known(b) - known(a) || (descending ? -order : order);
          };
          body.append(...[...body.rows].sort(compare));
        };
        for (const heading of document.querySelectorAll('.sortable th')) {
          heading.addEventListener('click', () => sort(heading));
          heading.addEventListener('keydown', event => { if (event.key === 'Enter') sort(heading); });
        }
        """;
}
