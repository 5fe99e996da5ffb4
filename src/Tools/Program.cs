using System.CommandLine;
using PgGanLab.Tools;

return await ToolCommand.Run(args, new InvocationConfiguration());
