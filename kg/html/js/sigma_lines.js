// How lines are drawn by WebGL: a band along a curve, dashed as its status says, and an arrowhead where it meets its target.

const LINE_HEAD = `
attribute vec2 a_from;
attribute vec2 a_via;
attribute vec2 a_to;
attribute vec2 a_dash;
attribute float a_width;
attribute float a_reach;
attribute vec4 a_tone;
attribute float a_fades;
uniform float u_faded;
uniform mat3 u_matrix;
uniform vec2 u_frame;
uniform float u_scale;
uniform float u_thick;
uniform vec2 u_floor;
varying vec4 v_tone;

vec2 pixels(vec2 place) {
  return (u_matrix * vec3(place, 1.0)).xy * u_frame * 0.5;
}
vec2 curve(vec2 a, vec2 b, vec2 c, float t) {
  return mix(mix(a, b, t), mix(b, c, t), t);
}
vec4 tone() {
  return vec4(a_tone.rgb, a_tone.a * 255.0 / 254.0 * mix(1.0, u_faded, a_fades));
}
void show(vec2 place) {
  gl_Position = vec4(place * 2.0 / u_frame, 0.0, 1.0);
}
`;

const LINE_VERTEX = `${LINE_HEAD}
attribute vec2 a_corner;
varying float v_side;
varying float v_half;
varying float v_along;
varying vec2 v_dash;

void main() {
  vec2 a = pixels(a_from), b = pixels(a_via), c = pixels(a_to);
  float t = a_corner.x;
  vec2 here = curve(a, b, c, t);
  vec2 ahead = mix(b - a, c - b, t);
  vec2 side = vec2(-ahead.y, ahead.x) / max(length(ahead), 0.001);
  float halfWidth = max(a_width * u_thick, 0.9) * 0.5;
  vec2 middle = curve(a, b, c, 0.5);
  float whole = length(middle - a) + length(c - middle);
  show(here + side * a_corner.y * (halfWidth + 1.0));
  v_side = a_corner.y * (halfWidth + 1.0);
  v_half = halfWidth;
  v_along = t * whole;
  v_dash = a_dash * u_thick;
  v_tone = tone();
}
`;

const LINE_FRAGMENT = `
precision highp float;
varying vec4 v_tone;
varying float v_side;
varying float v_half;
varying float v_along;
varying vec2 v_dash;

void main() {
  float cover = clamp(v_half + 0.5 - abs(v_side), 0.0, 1.0);
  if (v_dash.y > 0.0) {
    float inside = mod(v_along, v_dash.x + v_dash.y);
    cover *= clamp(v_dash.x - inside + 0.5, 0.0, 1.0) * clamp(inside + 0.5, 0.0, 1.0);
  }
  gl_FragColor = vec4(v_tone.rgb, 1.0) * v_tone.a * cover;
}
`;

const ARROW_VERTEX = `${LINE_HEAD}
attribute vec2 a_corner;

void main() {
  vec2 a = pixels(a_from), b = pixels(a_via), c = pixels(a_to);
  float radius = max(a_reach * u_scale, u_floor.x + a_reach * u_floor.y);
  float last = max(length(c - b) * 2.0, 0.001);
  float t = 1.0 - min(0.49, radius / last);
  vec2 ahead = mix(b - a, c - b, t);
  ahead /= max(length(ahead), 0.001);
  vec2 tip = c - normalize(c - curve(a, b, c, t) + ahead * 0.001) * radius;
  float size = 4.0 + a_width * u_thick * 1.6;
  show(tip - ahead * size * a_corner.x + vec2(-ahead.y, ahead.x) * size * a_corner.y);
  v_tone = tone();
}
`;

const ARROW_FRAGMENT = `
precision mediump float;
varying vec4 v_tone;
void main() {
  gl_FragColor = vec4(v_tone.rgb, 1.0) * v_tone.a;
}
`;

/** A line of so many straight pieces with its arrowhead, as sigma takes it. */
function lineProgram(pieces) {
  const band = Array.from({ length: pieces + 1 }, (_, place) => [[place / pieces, 1], [place / pieces, -1]]).flat();
  return sigmaLibrary.createEdgeCompoundProgram([
    lineLayer(LINE_VERTEX, LINE_FRAGMENT, "TRIANGLE_STRIP", band),
    lineLayer(ARROW_VERTEX, ARROW_FRAGMENT, "TRIANGLES", [[0, 0], [1, 0.45], [1, -0.45]]),
  ]);
}

function lineLayer(vertex, fragment, method, corners) {
  const { FLOAT, UNSIGNED_BYTE } = WebGL2RenderingContext;
  return class extends sigmaLibrary.EdgeProgram {
    getDefinition() {
      return {
        VERTICES: corners.length, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment, METHOD: WebGL2RenderingContext[method],
        UNIFORMS: ["u_matrix", "u_frame", "u_scale", "u_thick", "u_floor", "u_faded"],
        ATTRIBUTES: [
          ...["a_from", "a_via", "a_to", "a_dash"].map((name) => ({ name, size: 2, type: FLOAT })),
          ...["a_width", "a_reach", "a_fades"].map((name) => ({ name, size: 1, type: FLOAT })),
          { name: "a_tone", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: corners,
      };
    }

    processVisibleItem(_, place, source, target, { via, dash, size, reach, fades, tone, alpha }) {
      this.array.set([source.x, source.y, via.x, via.y, target.x, target.y, dash[0] ?? 0, dash[1] ?? 0, size, reach, fades, packed(tone, alpha)], place);
    }

    setUniforms(params, { gl, uniformLocations }) {
      setFrame(gl, uniformLocations, params);
      gl.uniform1f(uniformLocations.u_faded, fading(stage?.scale() ?? 1));
    }

    renderProgram(params, info) {
      if (!info.isPicking) super.renderProgram(params, info);
    }
  };
}

/** What all programs are told of the frame; nodes never get smaller than `u_floor` says (see radiusOf). */
function setFrame(gl, locations, { matrix, width, height }) {
  const scale = stage?.scale() ?? 1;
  gl.uniformMatrix3fv(locations.u_matrix, false, matrix);
  gl.uniform2f(locations.u_frame, width, height);
  gl.uniform1f(locations.u_scale, scale);
  gl.uniform1f(locations.u_thick, thickening(scale) * scale);
  gl.uniform2f(locations.u_floor, ...leastRadius());
}

/** A colour and how much of it, in one number; sigma keeps a bit of the alpha for itself, which the programs give back. */
function packed(tone, alpha) {
  const key = `${tone} ${alpha}`;
  if (!packedTones.has(key)) {
    const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(tone.slice(place, place + 2), 16));
    packedTones.set(key, sigmaLibrary.floatColor(`rgba(${red}, ${green}, ${blue}, ${alpha})`));
  }
  return packedTones.get(key);
}

const packedTones = new Map();
