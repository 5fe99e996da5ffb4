using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StoppingBudgetsKeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "workers",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "sweeps",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "budget",
                table: "sweeps",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "resumed_at",
                table: "sweeps",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "seconds_run",
                table: "sweeps",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "spent",
                table: "sweeps",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stopping",
                table: "sweeps",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "workers",
                table: "sweeps",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "held_from",
                table: "sweep_phases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "held_to",
                table: "sweep_phases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "held_seconds",
                table: "phases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "goal_phase",
                table: "experiments",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_held",
                table: "experiments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_starred",
                table: "experiments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "rung",
                table: "experiments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // without a stopping rule everyone trains to the end
            migrationBuilder.Sql("UPDATE experiments SET goal_phase = final_phase;");

            migrationBuilder.CreateTable(
                name: "phase_splits",
                columns: table => new
                {
                    phase = table.Column<string>(type: "text", nullable: false),
                    nimg = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<int>(type: "integer", nullable: false),
                    before = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phase_splits", x => new { x.phase, x.nimg, x.step, x.after });
                    table.ForeignKey(
                        name: "FK_phase_splits_phases_phase",
                        column: x => x.phase,
                        principalTable: "phases",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promotions",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "text", nullable: false),
                    rung = table.Column<int>(type: "integer", nullable: false),
                    point = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<int>(type: "integer", nullable: false),
                    by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promotions", x => new { x.sweep_id, x.rung, x.point });
                    table.ForeignKey(
                        name: "FK_promotions_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rung_results",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "text", nullable: false),
                    rung = table.Column<int>(type: "integer", nullable: false),
                    experiment = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: true),
                    decision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rung_results", x => new { x.sweep_id, x.rung, x.experiment });
                    table.ForeignKey(
                        name: "FK_rung_results_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "phase_splits");

            migrationBuilder.DropTable(
                name: "promotions");

            migrationBuilder.DropTable(
                name: "rung_results");

            migrationBuilder.DropColumn(
                name: "labels",
                table: "workers");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "budget",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "resumed_at",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "seconds_run",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "spent",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "stopping",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "workers",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "held_from",
                table: "sweep_phases");

            migrationBuilder.DropColumn(
                name: "held_to",
                table: "sweep_phases");

            migrationBuilder.DropColumn(
                name: "held_seconds",
                table: "phases");

            migrationBuilder.DropColumn(
                name: "goal_phase",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "is_held",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "is_starred",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "rung",
                table: "experiments");
        }
    }
}
