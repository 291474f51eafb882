import { AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_NV12, AV_PIX_FMT_VAAPI } from 'node-av/constants';
import { type CodecContext, Frame, HardwareDeviceContext, HardwareFramesContext } from 'node-av/lib';
import { check } from './native.ts';

/** Surfaces that wait for the encoder at most: without B-frames it holds few. */
const SURFACES = 20;

/**
 * Gives an encoder that reads from the memory of a graphics card its surfaces there: VAAPI takes nothing else. Throws
 * where there is no such device. Not run on a machine that has one: the probe (./hardware.ts) decides.
 */
export function useSurfaces(encoder: CodecContext): void {
  const device = new HardwareDeviceContext();
  check(device.create(AV_HWDEVICE_TYPE_VAAPI), 'opening a VAAPI device');
  const frames = new HardwareFramesContext();
  frames.alloc(device);
  frames.format = AV_PIX_FMT_VAAPI;
  frames.swFormat = AV_PIX_FMT_NV12;
  frames.width = encoder.width;
  frames.height = encoder.height;
  frames.initialPoolSize = SURFACES;
  check(frames.init(), 'surfaces for VAAPI');
  encoder.pixelFormat = AV_PIX_FMT_VAAPI;
  encoder.hwFramesCtx = frames;
}

/** A frame as its encoder takes it: itself, or a copy on the graphics card. It is the caller's either way. */
export function forEncoder(encoder: CodecContext, frame: Frame): Frame {
  const surfaces = encoder.hwFramesCtx;
  if (surfaces === null) return frame;
  const uploaded = new Frame();
  uploaded.alloc();
  try {
    check(surfaces.getBuffer(uploaded), 'a surface');
    check(surfaces.transferDataSync(uploaded, frame), 'uploading a picture');
    uploaded.pts = frame.pts;
    uploaded.duration = frame.duration;
    uploaded.pictType = frame.pictType;
    return uploaded;
  } catch (error) {
    uploaded.free();
    throw error;
  } finally {
    frame.free();
  }
}
