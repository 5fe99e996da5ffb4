using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StoppingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "stopping",
                table: "sweeps",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "goal_phase",
                table: "experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // without a stopping rule everyone trains to the end
            migrationBuilder.Sql("UPDATE experiments SET goal_phase = final_phase;");

            migrationBuilder.AddColumn<bool>(
                name: "is_held",
                table: "experiments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "rung",
                table: "experiments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "promotions",
                columns: table => new
                {
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    rung = table.Column<int>(type: "INTEGER", nullable: false),
                    point = table.Column<int>(type: "INTEGER", nullable: false),
                    decision = table.Column<int>(type: "INTEGER", nullable: false),
                    by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    sweep_id = table.Column<string>(type: "TEXT", nullable: false),
                    rung = table.Column<int>(type: "INTEGER", nullable: false),
                    experiment = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: true),
                    decision = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "promotions");

            migrationBuilder.DropTable(
                name: "rung_results");

            migrationBuilder.DropColumn(
                name: "stopping",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "goal_phase",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "is_held",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "rung",
                table: "experiments");
        }
    }
}
